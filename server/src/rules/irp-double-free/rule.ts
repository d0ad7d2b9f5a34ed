import { callPlace, placeOf, type Place } from '../../wsk/place';
import { inCompletion } from '../../flow/frames';
import type { State } from '../../flow/state';
import type { Site } from '../../flow/values';
import type { IrpGhost } from '../../wsk/objects';
import { asksCount, decisionsSince, guards } from '../guards';
import { irpGhosts } from '../irp';
import { withoutCall } from '../irpEdits';
import type { CallFact, IrpFact, WskFacts } from '../../wsk/facts';
import { placeAfter, placeOfPassed } from '../order';
import type { FixReport, Rule, RuleContext } from '../rule';
import { unusedLocals } from '../unusedLocals';

/** One owner frees an IRP, once: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'irp-double-free', section: 'irps', severity: 'error', statements: ['K6', 'K7'], fixable: true },
  check({ facts, files, report }) {
    for (const fact of facts.irps) {
      const { ghost } = fact;
      if (
        fact.kind !== 'double-free' ||
        !ghost.freedAt ||
        isCounted(fact.state, ghost.call ?? ghost.allocation, [fact.site, ghost.freedAt])
      )
        continue;
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
    for (const { call, sent, freed } of freedWhilePending(facts))
      report({
        place: placeBehind(call, sent),
        message: { id: 'routine', args: { function: sent.name } },
        related: [
          { place: callPlace(sent), message: { id: 'sent' } },
          { place: callPlace(freed), message: { id: 'freed' } },
        ],
      });
  },
};

interface Early {
  readonly call: CallFact;
  readonly sent: CallFact;
  /** The IoFreeIrp of the completion routine. */
  readonly freed: CallFact;
}

/** Frees of an IRP that is with WSK, and which its completion routine frees whenever it runs. */
function freedWhilePending(facts: WskFacts): readonly Early[] {
  const frees = facts.calls.filter(({ name, irp }) => name === 'IoFreeIrp' && irp?.ghost.own === true);
  return frees.flatMap((call): Early[] => {
    const ghost = call.irp?.ghost;
    const sent = ghost?.call;
    if (ghost?.phase !== 'at-wsk' || !sent || !ghost.routine || call.root.incomplete || inCompletion(call.frame))
      return [];
    if (isCounted(call.before, sent, [call.site])) return [];
    const isSame = (other: IrpGhost | undefined): boolean =>
      other?.allocation?.id === ghost.allocation?.id && other?.call?.id === sent.id;
    const freed = frees.find((one) => one.root === call.root && inCompletion(one.frame) && isSame(one.irp?.ghost));
    const isLeft = facts.exits.some(
      ({ root, state }) =>
        root === call.root && irpGhosts(state).some((other) => other.phase === 'completed' && isSame(other)),
    );
    return freed && !isLeft ? [{ call, sent, freed }] : [];
  });
}

/** Whoever brings a count to zero frees: that two of them do is not known where the count is not. */
function isCounted(state: State, since: CallFact | undefined, frees: readonly Site[]): boolean {
  return (
    since !== undefined &&
    decisionsSince(state, since).some(
      (decision) =>
        frees.some(({ frame }) => frame === decision.site.frame) &&
        asksCount(decision) &&
        guards(decision, 'IoFreeIrp'),
    )
  );
}

/** The IoFreeIrp, or the call that hands the IRP to the helper which frees it. */
function placeOfSecond({ call, ghost, site }: IrpFact): Place {
  return call && ghost.call ? placeBehind(call, ghost.call) : placeOf(site);
}

/** The IoFreeIrp, or the call that hands the IRP to the helper which frees it. */
function placeBehind(call: CallFact, sent: CallFact): Place {
  const [irp] = call.args;
  return irp ? placeOfPassed(call, irp, sent.site) : placeOf(call.site);
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
