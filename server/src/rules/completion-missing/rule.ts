import { callPlace } from '../../wsk/place';
import type { Rule } from '../rule';

/** An IRP of one's own needs a completion routine: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'completion-missing', section: 'irps', severity: 'error', statements: ['K3', 'K12'], fixable: false },
  check({ facts, report }) {
    for (const fact of facts.irps) {
      if (fact.kind !== 'no-completion-routine' || !fact.call) continue;
      const allocation = fact.ghost.allocation;
      report({
        place: callPlace(fact.call),
        message: { id: 'missing', args: { function: fact.call.name } },
        related: allocation ? [{ place: callPlace(allocation), message: { id: 'allocated' } }] : [],
      });
    }
  },
};
