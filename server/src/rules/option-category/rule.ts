import { argument, controlCalls, isWellAddressed } from '../control';
import { argumentPlace, callPlace } from '../../wsk/place';
import type { Sockets } from '../finding';
import type { Rule } from '../rule';

/** Which options a category has: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-socket-options */
export const rule: Rule = {
  meta: {
    id: 'option-category',
    section: 'control',
    severity: 'error',
    statements: ['C2', 'C12', 'E7'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const call of controlCalls(facts)) {
      if (
        call.control.function !== 'WskControlSocket' ||
        call.code.name === 'SO_WSK_EVENT_CALLBACK' ||
        !isWellAddressed(call)
      )
        continue;
      const category = call.fact.socket?.category ?? call.fact.socket?.tableCategory;
      const code = argument(call, 'code');
      if (category === undefined || category === 'stream' || !code || call.code.categories.length === 0) continue;
      if (call.code.categories.includes(category) || call.code.unstatedCategories.includes(category)) continue;
      const sockets: Sockets = { sockets: [category] };
      const creation = call.fact.socket?.ghost?.creation;
      report({
        place: argumentPlace(call.fact, code),
        message: {
          id: 'category',
          args: { code: call.code.name, category: sockets, right: { sockets: call.code.categories } },
        },
        related: [
          ...(creation
            ? [{ place: callPlace(creation), message: { id: 'created', args: { category: sockets } } }]
            : []),
          { place: callPlace(call.fact), message: { id: 'call' } },
        ],
      });
    }
  },
};
