import { isForbiddenWait, lowIrqlCalls, placeInRoot, placeKey, roleOf, wayTo } from '../irql';
import type { Rule } from '../rule';

/** Callbacks do not wait: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: {
    id: 'wait-in-callback',
    section: 'callbacks',
    severity: 'error',
    statements: ['A21', 'D7', 'D40', 'J10', 'K22'],
    fixable: false,
  },
  check({ facts, report }) {
    const seen = new Set<string>();
    for (const one of lowIrqlCalls(facts)) {
      const { call, wait } = one;
      if (!wait || !isForbiddenWait(one)) continue;
      const place = placeInRoot(call);
      const key = placeKey(place);
      if (seen.has(key)) continue;
      seen.add(key);
      const id = call.root.callback === undefined ? 'completion' : wait.outstanding.length > 0 ? 'request' : 'callback';
      report({
        place,
        message: { id, args: { name: roleOf(call), routine: call.name } },
        related: wayTo(call),
        path: 'from',
      });
    }
  },
};
