import { callPlace } from '../../wsk/place';
import { takenForFinal } from '../pendingStatus';
import type { Rule } from '../rule';

/** After the wait the status stands in the IRP: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'pending-status', section: 'irps', severity: 'warning', statements: ['K28', 'K29'], fixable: false },
  check({ facts, report }) {
    for (const { how, place, call } of takenForFinal(facts))
      report({
        place,
        message: { id: how, args: { function: call.name } },
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
  },
};
