import { callsBesideWaits, isForbiddenWait, roleOf, wayTo, type LowIrqlCall } from '../irql';
import type { Rule } from '../rule';
import { irqlTest } from './fix';

/** What the flag says, and what it does not: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: { id: 'at-dispatch-flag', section: 'callbacks', severity: 'warning', statements: ['D11'], fixable: true },
  check({ facts, files, report }) {
    // A wait for WSK is wrong at any IRQL, and reported as that.
    const isGuardedByFlag = (one: LowIrqlCall): boolean => one.guard === 'flag' && !isForbiddenWait(one);
    for (const { call, routine, maxIrql, place } of callsBesideWaits(facts, isGuardedByFlag)) {
      report({
        place,
        message: { id: 'guarded', args: { name: roleOf(call), routine, irql: maxIrql } },
        related: wayTo(call),
        path: 'from',
        fixes: () => irqlTest(call, files),
      });
    }
  },
};
