/** The IRP pattern as fixes put it around a call that was made without an IRP. */
import type { Assign, Call, DeclStmt, Expr, Span } from '../syntax/ast';
import { parts, walkExpression, withoutCasts } from '../syntax/walk';
import { freeName, signallingRoutine, waitedCall, type WaitedCall, type WaitedCode } from '../wsk/source';
import type { CallFact, WskFacts } from '../wsk/facts';
import { isPlain } from './irpEdits';
import { edit, insertAfter, lastDeclaration, plainText, withDeclarations, type StatementPlace } from './statements';
import type { EditReport } from './rule';
import { textOf } from './text';

/** The call may wait: nothing that WSK or the I/O manager calls leads to its function. */
export function mayWait(call: CallFact, facts: WskFacts): boolean {
  return !facts.calls.some(
    (one) =>
      one.site.file === call.site.file &&
      one.site.start === call.site.start &&
      (one.root.callback !== undefined || one.root.isCompletion || one.frame.kind === 'asynchronous'),
  );
}

/**
 * The statement that makes the call, with an IRP of its own in `irp`'s place, and the wait. What else stands in the statement gets
 * the final status. Undefined where it is not certain that the call is made first, and once.
 */
export function withOwnIrp(at: StatementPlace, call: Call, irp: Expr): EditReport[] | undefined {
  const routine = signalling(at);
  const body = textOf(at.source, at.fn);
  const names = {
    irp: freeName('Irp', body),
    event: freeName('Completed', body),
    status: freeName('Status', body),
  };
  const waited: Waited = (result) =>
    waitedCall({ call: (name) => textWith(name, at, call, irp), result, routine: routine.name, names });
  const edits = waitedIn(at, call, waited, names.status);
  return edits && [...routine.edits, ...edits];
}

type Waited = (result: WaitedCall['result']) => WaitedCode;

function waitedIn(at: StatementPlace, place: Span, waited: Waited, free: string): EditReport[] | undefined {
  const { stmt, source } = at;
  const instead = (result: WaitedCall['result']): EditReport[] | undefined => {
    const { declarations, statements } = waited(result);
    return withDeclarations(at, 'own', declarations, statements);
  };
  if (stmt.kind === 'return' && stmt.value && isSpan(stmt.value, place)) return instead('returned');
  if (stmt.kind === 'decl') return waitedInDeclaration(at, stmt, place, waited);
  if (stmt.kind === 'expr') {
    const { expr } = stmt;
    if (isSpan(expr, place)) return instead('dropped');
    if (expr.kind === 'assign' && expr.op === '=' && isSpan(expr.value, place) && isQuietTarget(expr.target))
      return instead({ variable: textOf(source, expr.target) });
  }
  return isPlain(stmt, place) ? waitedBefore(at, place, waited, free) : undefined;
}

/** The call is a part of an expression: its status is there before. */
function waitedBefore(at: StatementPlace, place: Span, waited: Waited, free: string): EditReport[] | undefined {
  let taker: Assign | undefined;
  for (const root of parts(at.stmt).expressions)
    walkExpression(root, (expr) => {
      if (expr.kind === 'assign' && expr.op === '=' && isSpan(expr.value, place) && expr.target.kind === 'ident')
        taker = expr;
    });
  const status = taker ? textOf(at.source, taker.target) : free;
  const { declarations, statements } = waited({ variable: status });
  const needed = taker ? declarations : `${declarations}\nNTSTATUS ${status};`;
  const written = taker ?? place;
  const before = withDeclarations(at, 'before', needed, statements, written);
  return before && [...before, edit(at.file, written.start, written.end, status)];
}

/** `NTSTATUS status = call;`: the declarations stay together, and the call comes behind them. */
function waitedInDeclaration(
  at: StatementPlace,
  stmt: DeclStmt,
  place: Span,
  waited: Waited,
): EditReport[] | undefined {
  const [only, ...others] = stmt.declarators;
  const init = only?.init;
  if (!only || !init || others.length > 0 || stmt.isConst || stmt.storage !== 'none' || !at.siblings) return undefined;
  if (!isSpan(init, place) || only.type.base !== 'NTSTATUS' || only.type.pointers > 0) return undefined;
  const last = lastDeclaration(
    at,
    (expr) => expr.kind === 'call' || expr.kind === 'new' || (expr.kind === 'ident' && expr.name === only.name),
  );
  const { declarations, statements } = waited({ variable: only.name });
  const after = insertAfter(last, `${declarations}\n\n${statements}`);
  return after && [edit(at.file, only.nameSpan.end, init.end, ''), ...after];
}

/** The span of the expression, which a `(VOID)` or another cast may stand before. */
function isSpan(expr: Expr, span: Span): boolean {
  const inner = withoutCasts(expr);
  return inner.start === span.start && inner.end === span.end;
}

/** Naming it twice does nothing twice. */
export function isQuietTarget(target: Expr): boolean {
  let quiet = true;
  walkExpression(target, (expr) => {
    if (['call', 'assign', 'update', 'new', 'unknown'].includes(expr.kind)) quiet = false;
  });
  return quiet;
}

/** The call with another IRP; its own `(VOID)`, which the parser may take for a part of it, is written by whoever takes the text. */
function textWith(name: string, at: StatementPlace, call: Call, irp: Expr): string {
  const { text } = at.source;
  const changed = text.slice(call.start, irp.start) + name + text.slice(irp.end, call.end);
  return plainText(at, changed, call.start, '(VOID)'.length).replace(/^\(\s*(?:void|VOID)\s*\)\s*(?=\()/, '');
}

/** NULL as it is written in a call. */
export function isWrittenNull(expr: Expr): boolean {
  return expr.kind === 'number'
    ? expr.value === 0
    : expr.kind === 'ident'
      ? expr.name === 'NULL'
      : expr.kind === 'keyword';
}

/** A routine of the file that sets the event in its context, or a new one before the function. */
export function signalling(at: StatementPlace): { readonly name: string; readonly edits: readonly EditReport[] } {
  const { source, fn, file, style } = at;
  for (const one of source.syntax.functions) {
    const text =
      one.body && source.text.slice(one.body.start, one.body.end).replace(/UNREFERENCED_PARAMETER\s*\(\w+\);/g, '');
    const context = one.params?.[2]?.name;
    const plain =
      text !== undefined &&
      context !== undefined &&
      one.end < fn.start &&
      one.scope.length === 0 &&
      new RegExp(
        `^\\{\\s*(?:\\(VOID\\)\\s*)?KeSetEvent\\(\\s*\\((?:PK|K|PRK)EVENT(?:\\s*\\*)?\\)\\s*${context},[^;]*\\);\\s*return STATUS_MORE_PROCESSING_REQUIRED;\\s*\\}$`,
      ).test(text);
    if (plain && one.params?.length === 3) return { name: one.name, edits: [] };
  }
  const name = freeName(`${fn.name}Complete`, source.text);
  const start = functionStart(at);
  return { name, edits: [edit(file, start, start, signallingRoutine(name, style) + style.lineEnd)] };
}

/** Where text may go before the function: above its comment, annotations and return type. */
export function functionStart({ source, fn }: Pick<StatementPlace, 'source' | 'fn'>): number {
  return declarationStart(
    source.text,
    fn.start,
    source.syntax.functions.filter((one) => one !== fn && one.end <= fn.start),
  );
}

/** The blank line that a new function needs above it, where none is there. */
export function blankBefore(text: string, at: number, lineEnd: string): string {
  return at === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, at)) ? '' : lineEnd;
}

/** The first line of the declaration that holds the offset: up to the blank line, brace, semicolon or directive above. */
export function declarationStart(
  text: string,
  offset: number,
  earlier: readonly { readonly end: number }[] = [],
): number {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  const floor = Math.max(0, ...earlier.map((one) => one.end));
  while (start > floor) {
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(previous, start).trim();
    if (previous < floor || line === '' || /[;}]\s*(?:\/\/.*|\/\*.*\*\/)?$|^#|\\$/.test(line)) break;
    start = previous;
  }
  return start;
}
