import { lowIrqlCalls, placeInRoot, roleOf, wayTo } from '../irql';
import type { Rule } from '../rule';

/** Callbacks may run at DISPATCH_LEVEL: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: {
    id: 'passive-call-in-callback',
    section: 'callbacks',
    severity: 'error',
    statements: ['D10', 'E15', 'E16', 'G6', 'G14', 'I30'],
    fixable: false,
  },
  check({ facts, report }) {
    const seen = new Set<string>();
    for (const { call, guard, wait, maxIrql } of lowIrqlCalls(facts)) {
      if (wait || guard !== undefined) continue;
      const place = placeInRoot(call);
      const key = `${place.file}:${place.start}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const id = call.root.callback === undefined ? 'completion' : 'callback';
      report({
        place,
        message: { id, args: { name: roleOf(call), routine: call.control?.code?.name ?? call.name, irql: maxIrql } },
        related: wayTo(call),
      });
    }
  },
};
