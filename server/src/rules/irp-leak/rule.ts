import { constantOf } from '../../flow/arithmetic';
import { callPlace, placeOf } from '../../wsk/place';
import type { CallFact, ExitFact, WskFacts } from '../../wsk/facts';
import type { IrpGhost } from '../../wsk/objects';
import { isAbandoned } from '../abandoned';
import { irpGhosts } from '../irp';
import type { Rule } from '../rule';

/** Who allocates an IRP sees to it that it is freed: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-leak', section: 'irps', severity: 'warning', statements: ['K6', 'K8', 'K32'], fixable: false },
  check({ facts, report }) {
    for (const exit of facts.exits) {
      if (exit.stage !== 'completed' || exit.root.incomplete) continue;
      for (const ghost of irpGhosts(exit.state)) {
        const allocation = ghost.allocation;
        if (!allocation || (ghost.call && isAbandoned(ghost.call, facts))) continue;
        if (!isLeft(ghost, allocation, exit) || isHandledElsewhere(allocation, exit, facts)) continue;
        report({
          place: callPlace(allocation),
          message: { id: ghost.call ? 'completed' : 'unused', args: { function: ghost.call?.name ?? '' } },
          related: [
            ...(ghost.call ? [{ place: callPlace(ghost.call), message: { id: 'sent' } }] : []),
            ...(exit.site ? [{ place: placeOf(exit.site), message: { id: 'left' } }] : []),
          ],
        });
      }
    }
  },
};

function isLeft(ghost: IrpGhost, allocation: CallFact, exit: ExitFact): boolean {
  // Without a completion routine it is `completion-missing`.
  if (ghost.call && !ghost.routine) return false;
  if (ghost.own !== true || ghost.escaped || (ghost.phase !== 'allocated' && ghost.phase !== 'completed')) return false;
  const irp = {
    k: 'symbol' as const,
    symbol: { key: `irp:${allocation.id}`, type: undefined, tag: 'irp-allocation' },
    origin: { site: allocation.site, kind: 'computed' as const, parts: [] },
  };
  return constantOf(exit.state, irp) !== 0;
}

/** Another rule speaks of this IRP, or an IRP that the analysis lost sight of is freed in the same run. */
function isHandledElsewhere(allocation: CallFact, exit: ExitFact, facts: WskFacts): boolean {
  return facts.calls.some((call) => {
    if (call.root !== exit.root) return false;
    if (call.name === 'IoFreeIrp') return call.irp?.ghost.own !== true;
    return (
      /^(?:IoMarkIrpPending|Iof?CompleteRequest)$/.test(call.name) &&
      call.irp?.ghost.allocation?.site.start === allocation.site.start
    );
  });
}
