import { eventCalls, maskPlace, masksOf } from '../mask';
import { callPlace } from '../../wsk/place';
import { oneCallForEach } from './fix';
import type { FixReport, Rule } from '../rule';

/** WSK disables one event per call: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'disable-one-event', section: 'events', severity: 'error', statements: ['A1'], fixable: true },
  check({ facts, files, report }) {
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || !masks?.every((mask) => mask.disables && mask.events.length > 1)) continue;
      const events = masks[0]?.events ?? [];
      const place = maskPlace(masks[0]?.value ?? value);
      report({
        place,
        fixes: (): FixReport[] => {
          const written = {
            value: masks[0]?.value ?? value,
            place,
            events: events.map((flag) => flag.name),
          };
          const edits = oneCallForEach(call, written, facts, files);
          return edits ? [{ title: { id: 'split' }, safe: true, edits }] : [];
        },
        message: { id: 'several', args: { count: events.length, events: events.map((flag) => flag.name).join(', ') } },
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  },
};
