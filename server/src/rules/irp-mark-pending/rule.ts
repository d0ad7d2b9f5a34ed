import { callPlace } from '../../wsk/place';
import type { Rule } from '../rule';

const MISPLACED = /^(?:IoMarkIrpPending|Iof?CompleteRequest|Iof?CallDriver)$/;

/** An IRP of one's own is neither marked nor completed nor passed on: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-mark-pending', section: 'irps', severity: 'error', statements: ['K18', 'K19'], fixable: false },
  check({ facts, report }) {
    for (const fact of facts.calls) {
      const ghost = MISPLACED.test(fact.name) ? fact.irp?.ghost : undefined;
      if (ghost?.own !== true || !ghost.allocation || !ghost.call) continue;
      const id = fact.name === 'IoMarkIrpPending' ? 'mark' : fact.name.includes('Complete') ? 'complete' : 'pass';
      report({
        place: callPlace(fact),
        message: { id, args: { function: fact.name } },
        related: [{ place: callPlace(ghost.allocation), message: { id: 'allocated' } }],
      });
    }
  },
};
