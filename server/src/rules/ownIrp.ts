/** The IRP pattern as fixes put it around a call that was made without an IRP. */
import type { Expr } from '../syntax/ast';
import { freeName, inStyle, signallingRoutine, waitedCall } from '../wsk/source';
import type { CallFact, WskFacts } from '../wsk/facts';
import { edit, endOfLine, indentOf, startsLine, type StatementPlace } from './statements';
import type { EditReport } from './rule';
import { lineStart } from './text';

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
 * The statement that makes the call, with an IRP of its own in `irp`'s place: `status = call;`, `(VOID)call;` or `call;`.
 * Undefined where the call stands in anything else.
 */
export function withOwnIrp(at: StatementPlace, call: CallFact, irp: Expr): EditReport[] | undefined {
  const end = endOfLine(at, at.stmt.end);
  const { source, style, fn, file } = at;
  if (!at.siblings || !startsLine(at) || end === undefined) return undefined;
  const head = source.text.slice(at.stmt.start, call.call.start);
  if (/^return\s+$/.test(head)) return returned(at, call, irp, end);
  const status = /^([A-Za-z_][\w.>-]*)\s*=\s*$/.exec(head)?.[1];
  const dropped = /^\s*(?:\(\s*(?:void|VOID)\s*\)\s*)?$/.test(head);
  if ((status === undefined && !dropped) || !/^\s*;\s*$/.test(source.text.slice(call.call.end, at.stmt.end)))
    return undefined;
  const body = source.text.slice(fn.start, fn.end);
  const routine = signalling(at);
  const block = waitedCall(
    {
      call: (name) => textWith(name, source.text, call, irp),
      status,
      routine: routine.name,
      names: { irp: freeName('Irp', body), event: freeName('Completed', body) },
    },
    style,
    indentOf(at),
  );
  return [...routine.edits, edit(file, lineStart(source, at.stmt.start), end, block)];
}

/** The call with another IRP; its own `(VOID)`, which the parser may take for a part of it, is written by whoever takes the text. */
function textWith(name: string, text: string, { call }: CallFact, irp: Expr): string {
  return (text.slice(call.start, irp.start) + name + text.slice(irp.end, call.end)).replace(
    /^\(\s*(?:void|VOID)\s*\)\s*(?=\()/,
    '',
  );
}

/** `return call;`: the request's final status is what the function returns. */
function returned(at: StatementPlace, call: CallFact, irp: Expr, end: number): EditReport[] | undefined {
  const { source, style, fn, file } = at;
  if (!/^\s*;\s*$/.test(source.text.slice(call.call.end, at.stmt.end))) return undefined;
  const body = source.text.slice(fn.start, fn.end);
  const status = freeName('Status', body);
  const routine = signalling(at);
  const indent = indentOf(at);
  const block = waitedCall(
    {
      call: (name) => textWith(name, source.text, call, irp),
      status,
      routine: routine.name,
      names: { irp: freeName('Irp', body), event: freeName('Completed', body) },
    },
    style,
    indent + style.step,
  );
  const around = inStyle(`{\n    NTSTATUS ${status};\n`, style, indent) + style.lineEnd + block;
  const text = around + inStyle(`    return ${status};\n}`, style, indent);
  return [...routine.edits, edit(file, lineStart(source, at.stmt.start), end, text)];
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
