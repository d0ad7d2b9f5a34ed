import { callsBesideWaits, roleOf, wayTo, type LowIrqlCall } from '../irql';
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
    const isUnguarded = (one: LowIrqlCall): boolean => !one.wait && one.guard === undefined;
    for (const { call, routine, maxIrql, place } of callsBesideWaits(facts, isUnguarded)) {
      const id = call.root.callback === undefined ? 'completion' : 'callback';
      report({
        place,
        message: { id, args: { name: roleOf(call), routine, irql: maxIrql } },
        related: wayTo(call),
        path: 'from',
      });
    }
  },
};
