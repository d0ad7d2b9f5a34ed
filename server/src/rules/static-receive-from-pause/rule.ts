import { alternatives } from '../../flow/values';
import { constantOf, normalise } from '../../flow/arithmetic';
import { model } from '../../model';
import { registrations } from '../dispatch';
import { masksOf, staticCalls } from '../mask';
import { callPlace, placeOf } from '../../wsk/place';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { Rule } from '../rule';

const NOT_ACCEPTED = normalise(model.constants.get('STATUS_DATA_NOT_ACCEPTED') ?? 0xc000021b);

/** Static events cannot pause: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_from_event */
export const rule: Rule = {
  meta: {
    id: 'static-receive-from-pause',
    section: 'static',
    severity: 'warning',
    statements: ['B14', 'D17'],
    fixable: false,
  },
  check({ facts, report }) {
    const enabled = staticReceiveFrom(facts);
    if (!enabled) return;
    for (const fact of facts.returns) {
      if (fact.root.callback !== 'WskReceiveFromEvent' || fact.frame.parent || !fact.value) continue;
      const refuses = alternatives(fact.value).some(
        (one) => normalise(constantOf(fact.state, one) ?? 0) === NOT_ACCEPTED,
      );
      if (!refuses) continue;
      report({
        place: placeOf(fact.site),
        message: { id: 'refused' },
        related: [{ place: callPlace(enabled), message: { id: 'static' } }],
      });
    }
  },
};

/** The static call that enables the event; with several clients nobody knows whose callback it is. */
function staticReceiveFrom(facts: WskFacts): CallFact | undefined {
  if (registrations(facts) > 1) return undefined;
  return staticCalls(facts).find((call) => {
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    return masks?.every((mask) => mask.events.some((flag) => flag.name === 'WSK_EVENT_RECEIVE_FROM')) === true;
  });
}
