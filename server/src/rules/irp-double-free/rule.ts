import { callPlace, placeOf } from '../../wsk/place';
import type { Rule } from '../rule';

/** One owner frees an IRP, once: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-double-free', section: 'irps', severity: 'error', statements: ['K6', 'K7'], fixable: false },
  check({ facts, report }) {
    for (const fact of facts.irps) {
      const { ghost } = fact;
      if (fact.kind !== 'double-free' || !ghost.freedAt) continue;
      const routine = ghost.freedByRoutine;
      const sent = ghost.call;
      report({
        place: placeOf(fact.site),
        message: { id: routine ? 'routine' : 'twice', args: { function: sent?.name ?? '' } },
        related: [
          ...(routine && sent ? [{ place: callPlace(sent), message: { id: 'sent' } }] : []),
          { place: placeOf(ghost.freedAt), message: { id: 'freed' } },
        ],
      });
    }
  },
};
