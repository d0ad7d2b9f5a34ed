import { eventCalls, flagPlace, masksOf } from '../mask';
import { callPlace } from '../../wsk/place';
import { withoutCallAt } from '../droppedCall';
import type { Rule } from '../rule';

/** Flags for accepted sockets stay on: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'inherited-event-disable', section: 'events', severity: 'error', statements: ['A9'], fixable: true },
  check({ facts, files, report }) {
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const category = call.socket?.category ?? call.socket?.tableCategory;
      const masks = value && masksOf(value, call.before);
      if (
        !value ||
        category !== 'listen' ||
        !masks?.every((mask) => mask.disables && mask.events.length === 1 && mask.events[0]?.inheritable === true)
      )
        continue;
      const flag = masks[0]?.events[0]?.name ?? '';
      const place = flagPlace(masks[0]?.value ?? value, flag);
      report({
        place,
        message: { id: 'inherited', args: { flag } },
        related: [{ place: callPlace(call), message: { id: 'call' } }],
        fixes: () => {
          const edits = withoutCallAt(call, place, files);
          return edits ? [{ title: { id: 'fix' }, safe: false, edits }] : [];
        },
      });
    }
  },
};
