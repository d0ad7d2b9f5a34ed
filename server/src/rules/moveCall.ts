/** A call that comes at the wrong time goes to the other side of the one that it has to follow or precede. */
import type { Frame } from '../flow/frames';
import type { Expr, Span, Stmt } from '../syntax/ast';
import { walkExpression } from '../syntax/walk';
import { callWithin, isCaller, type Place } from '../wsk/place';
import type { CallFact } from '../wsk/facts';
import type { EditReport, RuleContext } from './rule';
import { isSuccessTest } from './failureTests';
import { edit, endOfLine, holds, inBlock, indentOf, startsLine, statementAt, type StatementPlace } from './statements';
import { lineStart, textOf } from './text';

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
  if (isPrepared(other, frame)) return undefined;
  if (from && to && side === 'before' && from.at.parents[0] !== to.at.parents[0] && !isPrepared(moved, frame))
    return exchanged(from, to);
  if (!from || !to || from.at.parents[0] !== to.at.parents[0]) return undefined;
  if (isPrepared(moved, frame) || (side === 'before' ? from.first <= to.last : from.last >= to.first)) return undefined;
  // What stands between the two may be what made one of them wait for the other.
  const distance = side === 'before' ? from.first - to.last : to.first - from.last;
  const text = linesOf(from);
  const target = side === 'before' ? lineStart(to.at.source, stmtOf(to, to.first)?.start ?? 0) : linesOf(to)?.end;
  if (distance !== 1 || !text || target === undefined) return undefined;
  const { file, source } = from.at;
  return [edit(file, target, target, source.text.slice(text.start, text.end)), edit(file, text.start, text.end, '')];
}

/** `status = other; if (NT_SUCCESS(status)) { status = moved; }`: the two change places. */
function exchanged(from: Group, to: Group): EditReport[] | undefined {
  const [block, test] = from.at.parents;
  const next = stmtOf(to, to.first + 1);
  if (test?.kind !== 'if' || test !== next || test.otherwise || test.then !== block) return undefined;
  if (block.kind !== 'block' || block.body.length !== 1) return undefined;
  const status = takenBy(to.at.stmt);
  if (status === undefined || takenBy(from.at.stmt) !== status) return undefined;
  if (!isSuccessTest(test.test) || !mentions(test.test, status)) return undefined;
  const [here, there] = [withRemarks(from.at), withRemarks(to.at)];
  return here && there && [...written(to.at, there, from.at, here), ...written(from.at, here, to.at, there)];
}

function takenBy(stmt: Stmt): string | undefined {
  if (stmt.kind !== 'expr' || stmt.expr.kind !== 'assign' || stmt.expr.op !== '=') return undefined;
  return stmt.expr.value.kind === 'call' && stmt.expr.target.kind === 'ident' ? stmt.expr.target.name : undefined;
}

/** The statement's lines, with the remarks on the lines above it. */
function withRemarks(at: StatementPlace): Span | undefined {
  const { source, stmt } = at;
  const end = endOfLine(at, stmt.end);
  let start = lineStart(source, stmt.start);
  const above = (): string => source.text.slice(lineStart(source, start - 1), start);
  while (start > 0 && /^[ \t]*\/\/[^\n]*\n$/.test(above())) start = lineStart(source, start - 1);
  return end === undefined ? undefined : { start, end };
}

/** The lines of another statement in this one's place, as far in as this one is. */
function written(at: StatementPlace, lines: Span, other: StatementPlace, moved: Span): EditReport[] {
  const [own, its] = [indentOf(at), indentOf(other)];
  const text = textOf(other.source, moved).replace(/^[ \t]+/gm, (margin) =>
    margin.startsWith(its) ? own + margin.slice(its.length) : margin,
  );
  return [edit(at.file, lines.start, lines.end, text)];
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
