import { constantOf } from '../../flow/arithmetic';
import type { Value } from '../../flow/values';
import { callPlace, placeOf } from '../../wsk/place';
import type { CallFact, ExitFact, WskFacts } from '../../wsk/facts';
import type { IrpGhost } from '../../wsk/objects';
import { isAbandoned } from '../abandoned';
import { irpGhosts } from '../irp';
import { takerOf } from '../irpEdits';
import { holds, insertBefore, statementAt } from '../statements';
import type { EditReport, FixReport, Rule, RuleContext } from '../rule';

/** Who allocates an IRP sees to it that it is freed: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-leak', section: 'irps', severity: 'warning', statements: ['K6', 'K8', 'K32'], fixable: true },
  check({ facts, files, report }) {
    for (const exit of facts.exits) {
      if (exit.stage !== 'completed' || exit.root.incomplete || exit.root.defers) continue;
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
          fixes: () => freeing(allocation, facts, files),
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
    if (call.name === 'IoFreeIrp') return call.irp?.ghost.own !== true || isOutOfSight(call.irp.value);
    return (
      /^(?:IoMarkIrpPending|Iof?CompleteRequest)$/.test(call.name) &&
      call.irp?.ghost.allocation?.site.start === allocation.site.start
    );
  });
}

/** What a member holds after code or rounds of a loop that were not followed: it may well be the IRP that was there before. */
function isOutOfSight(value: Value): boolean {
  return value.k === 'symbol' && value.symbol.leftIn !== undefined;
}

/** IoFreeIrp before each return that leaves the IRP behind on every path that comes there. */
function freeing(allocation: CallFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const taker = takerOf(allocation, files);
  if (!taker || !/^\w+$/.test(taker.name)) return [];
  const leaks = (exit: ExitFact): boolean =>
    irpGhosts(exit.state).some((ghost) => ghost.allocation?.id === allocation.id && isLeft(ghost, allocation, exit));
  const exits = facts.exits.filter((one) => one.stage === 'completed' && one.frame === allocation.frame);
  const sites = new Map(exits.filter(leaks).map((one) => [one.site?.start, one.site]));
  const edits: EditReport[] = [];
  for (const [start, site] of sites) {
    if (!site || !exits.every((one) => one.site?.start !== start || leaks(one)) || isPending(start, allocation, facts))
      return [];
    const at = statementAt(allocation.frame.fn, { file: site.file, start: site.start, end: site.end }, files);
    const scope = taker.at.stmt.kind === 'decl' ? taker.at.parents[0] : undefined;
    if (at?.stmt.kind !== 'return' || (scope && !holds(scope, at.stmt))) return [];
    const text = at.source.text.slice(at.stmt.start, at.stmt.end);
    const code = insertBefore(at, `IoFreeIrp(${taker.name});`);
    if (!code || new RegExp(`\\b${taker.name}\\b`).test(text)) return [];
    edits.push(...code);
  }
  return edits.length > 0 ? [{ title: { id: 'release', args: { name: taker.name } }, safe: false, edits }] : [];
}

/** WSK may still have the IRP where the function is left there. */
function isPending(start: number | undefined, allocation: CallFact, facts: WskFacts): boolean {
  return facts.exits.some(
    (one) =>
      one.stage === 'returned' &&
      one.frame === allocation.frame &&
      one.site?.start === start &&
      irpGhosts(one.state).some((ghost) => ghost.allocation?.id === allocation.id && ghost.phase === 'at-wsk'),
  );
}
