import { eventsFor, namedAt, oneForEach } from '../eventChoice';
import { DISABLE, eventCalls, maskPlace, masksOf } from '../mask';
import { callPlace } from '../../wsk/place';
import type { Rule } from '../rule';

/** A disable names the event: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_event_callback_control */
export const rule: Rule = {
  meta: { id: 'disable-needs-event', section: 'events', severity: 'error', statements: ['A2'], fixable: true },
  check({ facts, files, report }) {
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || !masks?.every((mask) => mask.exact && mask.bits === DISABLE)) continue;
      const place = maskPlace(masks[0]?.value ?? value, call);
      const named = namedAt(masks[0]?.value ?? value, place, { facts, files });
      report({
        place,
        message: { id: 'alone' },
        fixes: () => (named ? oneForEach(eventsFor(call, facts), named) : []),
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  },
};
