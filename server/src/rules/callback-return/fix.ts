/** The statuses of the callback's contract in the place of one that is not in it. */
import { parts } from '../../syntax/walk';
import type { Expr, Stmt } from '../../syntax/ast';
import type { WskCallback } from '../../model';
import type { ReturnFact, WskFacts } from '../../wsk/facts';
import { placeOf } from '../../wsk/place';
import type { FixReport, RuleContext } from '../rule';
import { receivesDatagramsAgain, receivesTheRest } from '../resumption';
import { edit, statementAt } from '../statements';
import { textOf } from '../text';

/** One fix for each status that says "no" or "done"; none where the constant is not written for this return alone. */
export function contractFixes(
  facts: readonly ReturnFact[],
  callback: WskCallback,
  { facts: known, files }: Pick<RuleContext, 'facts' | 'files'>,
): readonly FixReport[] {
  const places = new Map<number, { file: string; start: number; end: number }>();
  for (const fact of facts) {
    const written = writtenConstant(fact, files);
    if (!written) return [];
    places.set(written.start, written);
  }
  const isFinal = facts.some((fact) => refusesForEver(fact, callback, known, files));
  return choices(callback, isFinal).map((status) => ({
    title: { id: 'replace', args: { status } },
    safe: false,
    edits: [...places.values()].map(({ file, start, end }) => edit(file, start, end, status)),
  }));
}

/** To refuse data stops the indications: where nobody starts them again, that would be the next mistake. */
function refusesForEver(
  { root }: ReturnFact,
  callback: WskCallback,
  facts: WskFacts,
  files: RuleContext['files'],
): boolean {
  if (callback.name === 'WskReceiveEvent') return !receivesTheRest(root.fn, facts, files);
  return callback.name === 'WskReceiveFromEvent' && !receivesDatagramsAgain(facts, files);
}

/** STATUS_PENDING is left out: it retains data, or promises what nobody does. */
function choices(callback: WskCallback, isFinal: boolean): readonly string[] {
  const names = callback.returns.map((one) => one.name);
  const refusals = names.filter((name) => name.includes('_NOT_') && !isFinal);
  // An accepted socket needs more than another status.
  return callback.name === 'WskAcceptEvent' || callback.name === 'WskClientEvent'
    ? refusals
    : [...refusals, ...names.filter((name) => name === 'STATUS_SUCCESS')];
}

/** The constant in the return itself, or in an assignment after which the path goes straight to the return. */
function writtenConstant(
  { value, frame, site }: ReturnFact,
  files: RuleContext['files'],
): { file: string; start: number; end: number } | undefined {
  const origin = value?.origin;
  if (value?.k !== 'int' || !origin || origin.site.frame !== frame || origin.site.file !== site.file) return undefined;
  if (origin.kind !== 'name' && origin.kind !== 'literal') return undefined;
  const place = placeOf(origin.site);
  if (!/^[\w-]+$/.test(textOf(files.get(place.file), place))) return undefined;
  if (site.start <= place.start && place.end <= site.end) return place;
  const at = statementAt(frame.fn, place, files);
  if (!at?.siblings || at.stmt.kind !== 'expr' || !isStoreOf(at.stmt.expr, place)) return undefined;
  return leadsAway(at.siblings[at.index + 1]) || isLastOfBranch(at.parents[1], at.siblings, at.index)
    ? place
    : undefined;
}

function isStoreOf(expr: Expr, place: { readonly start: number; readonly end: number }): boolean {
  return expr.kind === 'assign' && expr.op === '=' && expr.value.start <= place.start && place.end <= expr.value.end;
}

function leadsAway(stmt: Stmt | undefined): boolean {
  return stmt?.kind === 'goto' || stmt?.kind === 'return' || stmt?.kind === 'break';
}

/** The last statement of a branch whose `if` is followed by the return. */
function isLastOfBranch(owner: Stmt | undefined, siblings: readonly Stmt[], index: number): boolean {
  return owner?.kind === 'if' && index === siblings.length - 1 && parts(owner).statements.length > 0;
}
