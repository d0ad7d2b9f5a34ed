import { callPlace } from '../../wsk/place';
import type { Rule } from '../rule';

/** An IRP is made ready again before its next request: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-reuse', section: 'irps', severity: 'error', statements: ['K11', 'K12', 'K13'], fixable: false },
  check({ facts, report }) {
    for (const fact of facts.irps) {
      const again = fact.kind === 'reuse-without-reset';
      const before = fact.ghost.call;
      if ((!again && fact.kind !== 'pending-reuse') || !fact.call || !before || fact.ghost.own !== true) continue;
      report({
        place: callPlace(fact.call),
        message: { id: again ? 'again' : 'pending', args: { function: fact.call.name, before: before.name } },
        related: [{ place: callPlace(before), message: { id: 'before' } }],
      });
    }
  },
};
