import { callPlace, placeOf, type Place } from '../../wsk/place';
import { withoutCall } from '../irpEdits';
import type { IrpFact, WskFacts } from '../../wsk/facts';
import { placeAfter, placeOfPassed } from '../order';
import type { FixReport, Rule, RuleContext } from '../rule';
import { unusedLocals } from '../unusedLocals';

/** One owner frees an IRP, once: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-double-free', section: 'irps', severity: 'error', statements: ['K6', 'K7'], fixable: true },
  check({ facts, files, report }) {
    for (const fact of facts.irps) {
      const { ghost } = fact;
      if (fact.kind !== 'double-free' || !ghost.freedAt) continue;
      const routine = ghost.freedByRoutine;
      const sent = ghost.call;
      report({
        place: routine ? placeOfSecond(fact) : placeAfter(fact.site, ghost.freedAt),
        message: { id: routine ? 'routine' : 'twice', args: { function: sent?.name ?? '' } },
        related: [
          ...(routine && sent ? [{ place: callPlace(sent), message: { id: 'sent' } }] : []),
          { place: placeOf(ghost.freedAt), message: { id: 'freed' } },
        ],
        fixes: () => withoutSecond(fact, facts, files),
      });
    }
  },
};

/** The IoFreeIrp, or the call that hands the IRP to the helper which frees it. */
function placeOfSecond({ call, ghost, site }: IrpFact): Place {
  const irp = call?.args[0];
  return call && irp && ghost.call ? placeOfPassed(call, irp, ghost.call.site) : placeOf(site);
}

/** Where every path that comes here has freed the IRP before. */
function withoutSecond({ call }: IrpFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const isAlways = facts.calls.every(
    (one) =>
      one.name !== 'IoFreeIrp' ||
      one.site.start !== call?.site.start ||
      one.site.file !== call.site.file ||
      one.irp?.ghost.phase === 'freed',
  );
  const edits = call && isAlways ? withoutCall(call, files) : undefined;
  const source = call && files.get(call.frame.fn.file);
  if (!edits || !source) return [];
  const gone = edits.map(({ place }) => place);
  const unused = unusedLocals(call.frame.fn.file, source, call.frame.fn.decl, gone);
  return [{ title: { id: 'remove' }, safe: false, edits: [...edits, ...unused] }];
}
