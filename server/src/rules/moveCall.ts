/** A call that comes at the wrong time goes to the other side of the one that it has to follow or precede. */
import type { Frame } from '../flow/frames';
import type { Expr, Stmt } from '../syntax/ast';
import { walkExpression } from '../syntax/walk';
import { callWithin, isCaller, type Place } from '../wsk/place';
import type { CallFact } from '../wsk/facts';
import type { EditReport, RuleContext } from './rule';
import { edit, endOfLine, holds, inBlock, startsLine, statementAt, type StatementPlace } from './statements';
import { lineStart } from './text';

/** Statements that belong together: a call, and the test of its status behind it. */
interface Group {
  readonly at: StatementPlace;
  readonly first: number;
  readonly last: number;
}

/**
 * Both calls are whole statements of one block, made through helpers or without an IRP: what prepares or awaits a request would
 * have to move with it. `side`: where the moved call goes, as seen from the other.
 */
export function moveCall(
  moved: CallFact,
  other: CallFact,
  side: 'before' | 'after',
  files: RuleContext['files'],
): EditReport[] | undefined {
  const frame = commonFrame(moved, other);
  if (!frame) return undefined;
  const from = groupOf(moved, frame, files);
  const to = groupOf(other, frame, files);
  if (!from || !to || from.at.parents[0] !== to.at.parents[0] || isPrepared(other, frame)) return undefined;
  if (isPrepared(moved, frame) || (side === 'before' ? from.first <= to.last : from.last >= to.first)) return undefined;
  // What stands between the two may be what made one of them wait for the other.
  const distance = side === 'before' ? from.first - to.last : to.first - from.last;
  const text = linesOf(from);
  const target = side === 'before' ? lineStart(to.at.source, stmtOf(to, to.first)?.start ?? 0) : linesOf(to)?.end;
  if (distance !== 1 || !text || target === undefined) return undefined;
  const { file, source } = from.at;
  return [edit(file, target, target, source.text.slice(text.start, text.end)), edit(file, text.start, text.end, '')];
}

/** The activation in which both calls, or the helpers that make them, stand. */
function commonFrame(a: CallFact, b: CallFact): Frame | undefined {
  for (let frame: Frame | undefined = a.frame; frame; frame = frame.parent) if (isCaller(frame, b.frame)) return frame;
  return undefined;
}

/** The call is made in this very function, and it or what comes before it arms an IRP here. */
function isPrepared(fact: CallFact, frame: Frame): boolean {
  return fact.frame === frame && fact.irp !== undefined;
}

function groupOf(fact: CallFact, frame: Frame, files: RuleContext['files']): Group | undefined {
  const place: Place = callWithin(fact, frame);
  const inner = statementAt(frame.fn, place, files);
  const at = inner && inBlock(inner);
  if (!at?.siblings || !startsLine(at)) return undefined;
  const status = at.stmt.kind === 'expr' ? targetOf(at.stmt.expr, place) : undefined;
  const next = at.siblings[at.index + 1];
  const tested = status !== undefined && next?.kind === 'if' && mentions(next.test, status) ? 1 : 0;
  return at.stmt.kind === 'expr' || at.stmt.kind === 'if'
    ? { at, first: at.index, last: at.index + tested }
    : undefined;
}

/** The local that takes the call's result. */
function targetOf(expr: Expr, place: Place): string | undefined {
  return expr.kind === 'assign' && expr.target.kind === 'ident' && holds(expr.value, place)
    ? expr.target.name
    : undefined;
}

function mentions(expr: Expr, name: string): boolean {
  let found = false;
  walkExpression(expr, (one) => {
    if (one.kind === 'ident' && one.name === name) found = true;
  });
  return found;
}

function stmtOf(group: Group, index: number): Stmt | undefined {
  return group.at.siblings?.[index];
}

function linesOf(group: Group): { readonly start: number; readonly end: number } | undefined {
  const last = stmtOf(group, group.last);
  const end = last && endOfLine(group.at, last.end);
  return end === undefined ? undefined : { start: lineStart(group.at.source, group.at.stmt.start), end };
}
