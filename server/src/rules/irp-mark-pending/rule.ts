import { callPlace, type Place } from '../../wsk/place';
import { argumentText, withoutCall } from '../irpEdits';
import { placeOfPassed } from '../order';
import { edit } from '../statements';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { IrpGhost } from '../../wsk/objects';
import type { FixReport, Rule, RuleContext } from '../rule';

const MISPLACED = /^(?:IoMarkIrpPending|Iof?CompleteRequest|Iof?CallDriver)$/;

/** An IRP of one's own is neither marked nor completed nor passed on: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-mark-pending', section: 'irps', severity: 'error', statements: ['K18', 'K19'], fixable: true },
  check({ facts, files, report }) {
    for (const fact of facts.calls) {
      const ghost = MISPLACED.test(fact.name) ? fact.irp?.ghost : undefined;
      if (ghost?.own !== true || !ghost.allocation || !isForWsk(fact, ghost, facts)) continue;
      const id = fact.name === 'IoMarkIrpPending' ? 'mark' : fact.name.includes('Complete') ? 'complete' : 'pass';
      const place = placeOfUse(fact, ghost.call ?? ghost.allocation);
      const isInHelper = place.file !== fact.site.file || place.start !== fact.site.start;
      report({
        place,
        message: { id, args: { function: fact.name } },
        related: [{ place: callPlace(ghost.allocation), message: { id: 'allocated' } }],
        // What the helper does is right for the IRPs that others hand to it.
        fixes: () => (isInHelper ? [] : instead(fact, facts, files)),
      });
    }
  },
};

/** The call, or the one that hands the IRP to the helper which makes it. */
function placeOfUse(fact: CallFact, earlier: CallFact): Place {
  const irp = fact.args.find((one) => one.value === fact.irp?.value);
  return irp ? placeOfPassed(fact, irp, earlier.site) : callPlace(fact);
}

/** The IRP has been with WSK, or goes there: one that is passed on to another driver instead is no matter of this rule. */
function isForWsk(fact: CallFact, { allocation, call }: IrpGhost, facts: WskFacts): boolean {
  if (call) return true;
  if (fact.name.endsWith('CallDriver')) return false;
  return facts.calls.some(
    (one) => one.fn !== undefined && one.irp?.ghost.allocation?.site.start === allocation?.site.start,
  );
}

/** Nothing, or the IoFreeIrp that is missing where the IRP was to end. */
function instead(fact: CallFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const completes = fact.name.includes('Complete');
  const isFreed = facts.calls.some(
    (one) =>
      one.name === 'IoFreeIrp' && one.irp?.ghost.allocation?.site.start === fact.irp?.ghost.allocation?.site.start,
  );
  const irp = argumentText(fact, 0, files);
  if (completes && !isFreed && irp !== undefined && fact.discarded) {
    const { start, end } = fact.call;
    const edits = [edit(fact.frame.fn.file, start, end, `IoFreeIrp(${irp})`)];
    return [{ title: { id: 'release' }, safe: false, edits }];
  }
  const edits = withoutCall(fact, files);
  return edits ? [{ title: { id: 'remove' }, safe: fact.name === 'IoMarkIrpPending', edits }] : [];
}
