import { staticCalls } from '../mask';
import { socketBefore } from '../clientSockets';
import { placeAfter } from '../order';
import { callPlace } from '../../wsk/place';
import type { Rule } from '../rule';
import { beforeFirstSocket } from './fix';

/** Static events come before the first socket: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-set-static-event-callbacks */
export const rule: Rule = {
  meta: { id: 'static-after-socket', section: 'static', severity: 'error', statements: ['B1'], fixable: true },
  check({ facts, files, report }) {
    for (const call of staticCalls(facts)) {
      const creation = socketBefore(call);
      if (!creation) continue;
      report({
        place: placeAfter(call.site, creation.site),
        message: { id: 'after', args: { function: creation.name } },
        related: [{ place: callPlace(creation), message: { id: 'created' } }],
        fixes: () => {
          const edits = beforeFirstSocket(call, creation, files);
          return edits ? [{ title: { id: 'move', args: { function: creation.name } }, safe: false, edits }] : [];
        },
      });
    }
  },
};
