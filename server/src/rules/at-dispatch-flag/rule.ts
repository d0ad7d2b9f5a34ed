import { lowIrqlCalls, placeInRoot, roleOf, wayTo } from '../irql';
import type { Rule } from '../rule';

/** What the flag says, and what it does not: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: { id: 'at-dispatch-flag', section: 'callbacks', severity: 'warning', statements: ['D11'], fixable: false },
  check({ facts, report }) {
    const seen = new Set<string>();
    for (const { call, guard, wait, maxIrql } of lowIrqlCalls(facts)) {
      // A wait for WSK is wrong at any IRQL, and reported as that.
      if (guard !== 'flag' || (wait && wait.outstanding.length > 0)) continue;
      const place = placeInRoot(call);
      const key = `${place.file}:${place.start}`;
      if (seen.has(key)) continue;
      seen.add(key);
      report({
        place,
        message: { id: 'guarded', args: { name: roleOf(call), routine: call.name, irql: maxIrql } },
        related: wayTo(call),
      });
    }
  },
};
