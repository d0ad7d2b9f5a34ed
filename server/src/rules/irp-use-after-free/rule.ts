import { callPlace, placeOf } from '../../wsk/place';
import type { IrpFact, WskFacts } from '../../wsk/facts';
import type { Rule } from '../rule';

/** An IRP is gone once it is freed, by whomever: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-use-after-free', section: 'irps', severity: 'error', statements: ['K9', 'K10'], fixable: false },
  check({ facts, report }) {
    for (const fact of facts.irps) {
      const { ghost } = fact;
      if (fact.kind !== 'use-after-free' || !ghost.freedAt || isSentAgain(fact, facts)) continue;
      const sent = ghost.freedByRoutine ? ghost.call : undefined;
      report({
        place: placeOf(fact.site),
        message: { id: sent ? 'routine' : 'freed', args: { function: sent?.name ?? '' } },
        related: [
          ...(sent ? [{ place: callPlace(sent), message: { id: 'sent' } }] : []),
          { place: placeOf(ghost.freedAt), message: { id: 'free' } },
        ],
      });
    }
  },
};

/** The IRP goes to WSK once more as if the first request had not been: that is `irp-reuse`, where the request may be pending. */
function isSentAgain({ call, ghost, root }: IrpFact, { irps }: WskFacts): boolean {
  if (!call || !ghost.freedByRoutine || !(call.fn || /^IoSetCompletionRoutine|^IoReuseIrp$/.test(call.name)))
    return false;
  return irps.some(
    (other) =>
      other.kind === 'pending-reuse' && other.root === root && other.ghost.allocation?.id === ghost.allocation?.id,
  );
}
