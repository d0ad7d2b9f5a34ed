/** Edits of whole statements: what is put before, after or around one, and what is left when one goes. */
import type { FunctionDecl, Span, Stmt } from '../syntax/ast';
import { parts } from '../syntax/walk';
import { codeStyle } from '../wsk/source';
import type { Place } from '../wsk/place';
import { rewritten, type StatementPlace } from './rewriting';
import type { EditReport, RuleContext, SourceView } from './rule';
import { indentationAt } from './text';

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
