import { rootOf } from '../../flow/regions';
import type { State } from '../../flow/state';
import { model } from '../../model';
import { placeOf } from '../../wsk/place';
import type { ReturnFact, WskFacts } from '../../wsk/facts';
import { parameterKey } from '../outputs';
import type { Rule } from '../rule';
import { isQuietFunction, isQuietRoutine } from './quiet';

/** Where NULL says that the socket is dead and the rule asks for a close; InspectID is left alone. */
const DEAD: ReadonlySet<string> = new Set(['DataIndication', 'AcceptSocket']);

/** A dead socket is to be closed promptly: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: {
    id: 'null-indication-close',
    section: 'callbacks',
    severity: 'information',
    statements: ['D13'],
    fixable: false,
  },
  check({ facts, report }) {
    const seen = new Set<string>();
    for (const fact of facts.returns) {
      const callback = fact.root.callback === undefined ? undefined : model.callbacks.get(fact.root.callback);
      const parameter = callback?.nullIndication;
      if (!callback || !parameter || !DEAD.has(parameter) || fact.frame.parent || fact.root.incomplete) continue;
      const key = parameterKey(fact.root, callback.name, parameter);
      if (key === undefined || !isNullAt(fact.state, key) || leavesTrace(fact) || handsOn(fact, facts, key)) continue;
      const place = placeOf(fact.site);
      const at = `${place.file}:${place.start}`;
      if (seen.has(at)) continue;
      seen.add(at);
      report({ place, message: { id: 'kept', args: { parameter } } });
    }
  },
};

function isNullAt(state: State, key: string): boolean {
  const known = state.constraint(key);
  return known.low === 0 && known.high === 0;
}

/** A constant or a pointer was stored where others see it: somebody may look for it. A counter says nothing. */
function leavesTrace(fact: ReturnFact): boolean {
  for (const [region, value] of fact.state.entries()) {
    if (rootOf(region).r !== 'local' && !(value.k === 'symbol')) return true;
  }
  return false;
}

/** Something is called that might close the socket or tell somebody, where the parameter may be NULL. */
function handsOn(fact: ReturnFact, facts: WskFacts, key: string): boolean {
  const mayBeNull = (state: State): boolean => {
    const known = state.constraint(key);
    return known.low <= 0 && known.high >= 0 && !known.not.includes(0);
  };
  return (
    facts.handovers.some(
      (one) =>
        one.root === fact.root &&
        mayBeNull(one.state) &&
        !(one.isDefined && one.name !== undefined && isQuietFunction(one.name, facts.program)),
    ) || facts.calls.some((call) => call.root === fact.root && !isQuietRoutine(call.name) && mayBeNull(call.before))
  );
}
