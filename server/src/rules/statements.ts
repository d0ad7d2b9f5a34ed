/** Edits of whole statements: what is put before, after or around one, and what is left when one goes. */
import type { FunctionDecl, Span, Stmt } from '../syntax/ast';
import { parts } from '../syntax/walk';
import { codeStyle, inStyle, type CodeStyle } from '../wsk/source';
import type { Place } from '../wsk/place';
import type { EditReport, RuleContext, SourceView } from './rule';
import { before, indentationAt, lineStart } from './text';

/** A statement, where it stands. */
export interface StatementPlace {
  readonly file: string;
  readonly source: SourceView;
  readonly style: CodeStyle;
  readonly fn: FunctionDecl;
  readonly stmt: Stmt;
  /** The statements of its block; undefined for the one statement that an `if` without braces governs. */
  readonly siblings: readonly Stmt[] | undefined;
  readonly index: number;
  /** The statements around it, innermost first. */
  readonly parents: readonly Stmt[];
}

/** The innermost statement that holds the place. */
export function statementAt(
  fn: { readonly file: string; readonly decl: FunctionDecl } | undefined,
  place: Place,
  files: RuleContext['files'],
): StatementPlace | undefined {
  const source = files.get(place.file);
  const body = fn?.file === place.file ? fn.decl.body : undefined;
  if (!fn || !source || !body || !holds(body, place)) return undefined;
  const parents: Stmt[] = [];
  let stmt: Stmt = body;
  for (;;) {
    const inner: Stmt | undefined = parts(stmt).statements.find((one) => holds(one, place));
    if (!inner) break;
    parents.unshift(stmt);
    stmt = inner;
  }
  return stmt === body ? undefined : located({ file: place.file, source, fn: fn.decl }, stmt, parents);
}

function located(
  where: { readonly file: string; readonly source: SourceView; readonly fn: FunctionDecl },
  stmt: Stmt,
  parents: readonly Stmt[],
): StatementPlace {
  const owner = parents[0];
  const siblings = owner?.kind === 'block' ? owner.body : undefined;
  return {
    ...where,
    style: codeStyle(where.source.text),
    stmt,
    siblings,
    index: siblings?.indexOf(stmt) ?? 0,
    parents,
  };
}

/** The statement around this one that stands in a block; the statement itself when it does. */
export function inBlock(at: StatementPlace): StatementPlace | undefined {
  if (at.siblings) return at;
  for (let i = 0; i + 1 < at.parents.length; i++) {
    const stmt = at.parents[i];
    if (stmt && at.parents[i + 1]?.kind === 'block') return located(at, stmt, at.parents.slice(i + 1));
  }
  return undefined;
}

/** The statement of the function's own block that holds this one. */
export function outermostStatement(at: StatementPlace): StatementPlace | undefined {
  const body = at.parents[at.parents.length - 1];
  const stmt = at.parents[at.parents.length - 2] ?? at.stmt;
  return body?.kind === 'block' ? located(at, stmt, [body]) : undefined;
}

/** Another statement of the same block. */
export function sibling(at: StatementPlace, index: number): StatementPlace | undefined {
  const stmt = at.siblings?.[index];
  return stmt && { ...at, stmt, index };
}

export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Code in plain form (see `inStyle`) before the statement; braces come with it where there are none. */
export function insertBefore(at: StatementPlace, code: string): EditReport[] | undefined {
  if (!at.siblings) return braced(at, code);
  if (!startsLine(at)) return undefined;
  const start = lineStart(at.source, at.stmt.start);
  return [edit(at.file, start, start, inStyle(code, at.style, indentOf(at)))];
}

export function insertAfter(at: StatementPlace, code: string): EditReport[] | undefined {
  const end = endOfLine(at, at.stmt.end);
  if (!at.siblings || !startsLine(at) || end === undefined) return undefined;
  return [edit(at.file, end, end, inStyle(code, at.style, indentOf(at)))];
}

/** Takes the statement away with its lines. */
export function removal(at: StatementPlace): EditReport[] | undefined {
  const end = endOfLine(at, at.stmt.end);
  if (!at.siblings || !startsLine(at) || end === undefined) return undefined;
  return [edit(at.file, lineStart(at.source, at.stmt.start), end, '')];
}

/** Other code in the statement's place; `code` is in plain form. */
export function replacement(at: StatementPlace, code: string): EditReport[] | undefined {
  const end = endOfLine(at, at.stmt.end);
  if (!at.siblings || !startsLine(at) || end === undefined) return undefined;
  return [edit(at.file, lineStart(at.source, at.stmt.start), end, inStyle(code, at.style, indentOf(at)))];
}

export function edit(file: string, start: number, end: number, newText: string): EditReport {
  return { place: { file, start, end }, newText };
}

export function indentOf(at: StatementPlace): string {
  return indentationAt(at.source, at.stmt.start);
}

export function textOfStatement(at: StatementPlace): string {
  return at.source.text.slice(at.stmt.start, at.stmt.end);
}

/** Nothing but white space stands before it on its line, and no directive or macro line runs on into it. */
export function startsLine(at: StatementPlace): boolean {
  const start = lineStart(at.source, at.stmt.start);
  return (
    /^[ \t]*$/.test(before(at.source, at.stmt.start)) &&
    !/\\[ \t]*\r?\n$/.test(at.source.text.slice(Math.max(0, start - 200), start))
  );
}

/** The offset behind the line's end, when only a comment follows on the line. */
export function endOfLine(at: { readonly source: SourceView }, end: number): number | undefined {
  const rest = /^[ \t]*(?:\/\/[^\n]*|(?:\/\*(?:[^*\n]|\*(?!\/))*\*\/[ \t]*)*)\r?(?:\n|$)/.exec(
    at.source.text.slice(end, end + 1000),
  );
  return rest ? end + rest[0].length : undefined;
}

/** `if (x) y;` with braces, and code before `y`. */
function braced(at: StatementPlace, code: string): EditReport[] | undefined {
  const owner = at.parents[0];
  if (owner?.kind !== 'if' || at.stmt !== owner.then) return undefined;
  const head = /^[\s)]*\)(?=[ \t]*(?:\/\/[^\n]*|\/\*(?:[^*\n]|\*(?!\/))*\*\/)?[ \t]*(\r?\n)?[ \t]*$)/.exec(
    at.source.text.slice(owner.test.end, at.stmt.start),
  );
  const end = endOfLine(at, at.stmt.end);
  if (!head || end === undefined) return undefined;
  const { style, source, file } = at;
  const margin = indentationAt(source, owner.start);
  const close = owner.test.end + head[0].length;
  const open = style.braces === 'attached' ? ' {' : `${style.lineEnd}${margin}{`;
  const inner = inStyle(code, style, margin + style.step);
  const tail = edit(
    file,
    end,
    end,
    `${source.text.endsWith('\n') || end < source.text.length ? '' : style.lineEnd}${margin}}${style.lineEnd}`,
  );
  if (head[1] !== undefined) {
    const start = lineStart(source, at.stmt.start);
    return [edit(file, close, close, open), edit(file, start, start, inner), tail];
  }
  return [edit(file, close, at.stmt.start, `${open}${style.lineEnd}${inner}${margin}${style.step}`), tail];
}
