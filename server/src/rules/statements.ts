/** Edits of whole statements: what is put before, after or around one, and what is left when one goes. */
import type { Expr, FunctionDecl, Span, Stmt } from '../syntax/ast';
import { parts, walkStatement } from '../syntax/walk';
import { fromSource } from '../wsk/source';
import type { Place } from '../wsk/place';
import { endOfLine, rewritten, type StatementPlace } from './rewriting';
import type { EditReport, RuleContext, SourceView } from './rule';
import { indentationAt, styleOf } from './text';

export { edit, endOfLine, rewritten, startsLine, type Rewriting, type StatementPlace } from './rewriting';

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
    style: styleOf(where.source),
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

/** The statement and those after it as one place; undefined where a directive stands between them. */
export function together(at: StatementPlace, count: number): StatementPlace | undefined {
  const { siblings = [], index, source } = at;
  const body = siblings.slice(index, index + count);
  const last = body[count - 1];
  if (!last || /^[ \t]*#/m.test(source.text.slice(at.stmt.start, last.end))) return undefined;
  const stmt: Stmt = { kind: 'block', body, start: at.stmt.start, end: last.end };
  return { ...at, stmt, siblings: [...siblings.slice(0, index), stmt, ...siblings.slice(index + count)] };
}

/** Declarations that follow the statement, and do nothing that `disturbs`; the statement itself where there are none. */
export function lastDeclaration(at: StatementPlace, disturbs: (expr: Expr) => boolean): StatementPlace {
  let last = at;
  for (let next = sibling(at, at.index + 1); next?.stmt.kind === 'decl'; next = sibling(next, next.index + 1)) {
    const found: Expr[] = [];
    walkStatement(next.stmt, (expr) => {
      if (disturbs(expr)) found.push(expr);
    });
    if (found.length > 0) break;
    last = next;
  }
  return last;
}

export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Code in plain form (see `inStyle`) before the statement; braces come with it where there are none. */
export function insertBefore(at: StatementPlace, code: string): EditReport[] | undefined {
  return rewritten(at, { before: code });
}

export function insertAfter(at: StatementPlace, code: string): EditReport[] | undefined {
  return rewritten(at, { after: code });
}

/** Takes the statement away with its lines. */
export function removal(at: StatementPlace): EditReport[] | undefined {
  return rewritten(at, { own: '' });
}

/** Other code in the statement's place; `code` is in plain form. */
export function replacement(at: StatementPlace, code: string): EditReport[] | undefined {
  return rewritten(at, { own: code });
}

export function indentOf(at: StatementPlace): string {
  return indentationAt(at.source, at.stmt.start);
}

export function textOfStatement(at: StatementPlace): string {
  return at.source.text.slice(at.stmt.start, at.stmt.end);
}

/** Source text that stands in the statement, or in one beside it, as a part of code in plain form. */
export function plain(at: StatementPlace, span: Span): string {
  return fromSource(at.source.text.slice(span.start, span.end), indentOf(at));
}

/** Text made of what stands at `start` in the statement; what is aligned with it moves along to the column `to`. */
export function plainText(at: StatementPlace, text: string, start: number, to: number): string {
  const ahead = at.source.text.slice(at.stmt.start, start);
  return ahead.includes('\n') ? fromSource(text, indentOf(at)) : fromSource(text, indentOf(at), ahead.length, to);
}

/** Code before the statement or in its place, and the declarations that it needs at the head of the block. */
export function withDeclarations(
  at: StatementPlace,
  where: 'before' | 'own',
  declarations: string,
  code: string,
  replaced?: Span,
): EditReport[] | undefined {
  const block = at.parents[0];
  const joined = `${declarations}\n\n${code}`;
  if (!at.siblings || block?.kind !== 'block') return rewritten(at, { [where]: joined, ...(replaced && { replaced }) });
  const isOneLine = !at.source.text.slice(block.start, block.end).includes('\n');
  if (isOneLine && (where === 'before' || at.siblings.slice(0, at.index).every(({ kind }) => kind === 'decl')))
    return rewritten(at, { [where]: joined });
  if (isOneLine) return rewritten(at, { own: `{\n${joined.replace(/^(?=.)/gm, '    ')}\n}` });
  const declared = declaration(at, declarations);
  const written = rewritten(at, { [where]: code });
  return declared && written && [...declared, ...written];
}

/** A declaration at the head of the statement's block, behind those that stand there. */
export function declaration(at: StatementPlace, code: string): EditReport[] | undefined {
  const block = at.parents.find((one) => one.kind === 'block' && one.body[0]?.kind !== 'case');
  if (block?.kind !== 'block') return undefined;
  const parents = at.parents.slice(at.parents.indexOf(block));
  const first = block.body.findIndex((one) => one.kind !== 'decl');
  const stmt = block.body[Math.max(0, first - 1)];
  if (!stmt || stmt.start > at.stmt.start) return undefined;
  const head = located(at, stmt, parents);
  if (first <= 0) return rewritten(head, { before: `${code}\n\n` });
  const end = endOfLine(head, stmt.end);
  const isApart = end !== undefined && /^[ \t]*\r?\n/.test(at.source.text.slice(end));
  return rewritten(head, { after: isApart ? code : `${code}\n\n` });
}
