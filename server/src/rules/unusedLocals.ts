/** Locals of a function that nothing reads any more once some of its statements are gone. */
import { edit, endOfLine, holds } from './statements';
import type { EditReport, SourceView } from './rule';
import type { Declarator, Expr, FunctionDecl, Span, Stmt } from '../syntax/ast';
import { parts, walkExpression } from '../syntax/walk';

interface LocalDeclaration {
  readonly stmt: Stmt;
  readonly declarator: Declarator;
  /** Others of its statement, before it and after it. */
  readonly previous: Declarator | undefined;
  readonly next: Declarator | undefined;
}

function declarations(stmt: Stmt): LocalDeclaration[] {
  const own =
    stmt.kind === 'decl'
      ? stmt.declarators.map((declarator, i, all) => ({ stmt, declarator, previous: all[i - 1], next: all[i + 1] }))
      : [];
  return [...own, ...parts(stmt).statements.flatMap(declarations)];
}

/** `X.A = …;` or `X = …;` of a local writes it and reads nothing of it. */
function writtenLocal(stmt: Stmt): string | undefined {
  if (stmt.kind !== 'expr' || stmt.expr.kind !== 'assign' || stmt.expr.op !== '=') return undefined;
  let target: Expr = stmt.expr.target;
  while (target.kind === 'member' && !target.arrow) target = target.object;
  return target.kind === 'ident' && !hasEffect(stmt.expr.value) ? target.name : undefined;
}

function hasEffect(value: Expr): boolean {
  let found = false;
  walkExpression(value, (expr) => {
    found ||= ['call', 'assign', 'update', 'new', 'delete', 'unknown'].includes(expr.kind);
  });
  return found;
}

function statements(stmt: Stmt): Stmt[] {
  return [stmt, ...parts(stmt).statements.flatMap(statements)];
}

/** How often the name is read outside of what goes. */
function reads(body: Stmt, name: string, gone: readonly Span[]): number {
  let count = 0;
  for (const stmt of statements(body)) {
    if (gone.some((span) => holds(span, stmt))) continue;
    for (const expr of parts(stmt).expressions) {
      walkExpression(expr, (inner) => {
        if (inner.kind === 'ident' && inner.name === name && !gone.some((span) => holds(span, inner))) count++;
      });
    }
  }
  return count;
}

/** The statement with its lines, or with the blanks before it where others share them. */
function line(source: SourceView, span: Span): Span {
  const start = source.text.lastIndexOf('\n', span.start - 1) + 1;
  const end = endOfLine({ source }, span.end);
  const isApart = end !== undefined && /^[ \t]*$/.test(source.text.slice(start, span.start));
  if (isApart) return { start, end };
  const before = source.text.slice(start, span.start).trimEnd();
  return { start: before === '' ? span.start : start + before.length, end: span.end };
}

/** Without them a branch or a loop would govern what follows. */
function governed(stmt: Stmt): Stmt[] {
  const inner = parts(stmt).statements;
  return [...(stmt.kind === 'block' ? [] : inner), ...inner.flatMap(governed)];
}

/** Edits that take away what `gone` leaves without use: declarations, and assignments to them. Parameters are marked as unused. */
export function unusedLocals(file: string, source: SourceView, fn: FunctionDecl, gone: readonly Span[]): EditReport[] {
  const { body } = fn;
  if (!body) return [];
  const removed: Span[] = [...gone];
  const alone = new Set(governed(body));
  const locals = declarations(body).filter(({ declarator }) => !gone.some((span) => holds(span, declarator)));
  const before = new Set(
    locals.filter(({ declarator }) => reads(body, declarator.name, []) > 0).map((one) => one.declarator),
  );
  for (let changed = true; changed;) {
    changed = false;
    for (const local of locals) {
      const { stmt, declarator } = local;
      const own = withoutOthers(local, source);
      const isTouched = removed.some((span) => holds(span, declarator) || holds(stmt, span));
      if (!own || !before.has(declarator) || isTouched) continue;
      const writes = statements(body).filter((one) => writtenLocal(one) === declarator.name);
      if (declarator.init && hasEffect(declarator.init)) continue;
      if (reads(body, declarator.name, [...removed, ...writes]) > 0) continue;
      if (writes.some((one) => alone.has(one))) continue;
      removed.push(own === stmt ? line(source, stmt) : own, ...writes.map((one) => line(source, one)));
      changed = true;
    }
  }
  const edits = removed.slice(gone.length).map((span) => edit(file, span.start, span.end, ''));
  return [...edits, ...headBlank(file, source, body, removed), ...unusedParameters(file, source, fn, body, removed)];
}

/** What goes with the local: its statement, or its part of one that declares others too. */
function withoutOthers({ stmt, declarator, previous, next }: LocalDeclaration, source: SourceView): Span | undefined {
  if (!previous && !next) return stmt;
  // Behind the first one's name the others need its type; what is taken away goes up to the comma.
  const span = previous
    ? { start: previous.end, end: declarator.end }
    : { start: declarator.start, end: next?.start ?? declarator.end };
  return /[\n{}#]/.test(source.text.slice(span.start, span.end)) ? undefined : span;
}

/** The blank line behind the declarations, when none of them is left. */
function headBlank(file: string, source: SourceView, body: Stmt, removed: readonly Span[]): EditReport[] {
  const statements = body.kind === 'block' ? body.body : [];
  const first = statements.findIndex((one) => one.kind !== 'decl');
  const last = statements[first - 1];
  const isGone = (one: Stmt): boolean => removed.some((span) => holds(span, one));
  if (!last || !statements.slice(0, first).every(isGone)) return [];
  const end = endOfLine({ source }, last.end);
  const blank = end === undefined ? undefined : /^[ \t]*\r?\n/.exec(source.text.slice(end));
  return end !== undefined && blank ? [edit(file, end, end + blank[0].length, '')] : [];
}

function unusedParameters(
  file: string,
  source: SourceView,
  fn: FunctionDecl,
  body: Stmt,
  removed: readonly Span[],
): EditReport[] {
  const unused = (fn.params ?? []).filter(
    ({ name }) => name !== '' && reads(body, name, []) > 0 && reads(body, name, removed) === 0,
  );
  if (unused.length === 0 || body.kind !== 'block') return [];
  const first = body.body.find((one) => one.kind !== 'decl' && !removed.some((span) => holds(span, one)));
  const start = first && source.text.lastIndexOf('\n', first.start - 1) + 1;
  if (!first || start === undefined) return [];
  const indent = source.text.slice(start, first.start);
  // On a line that others share the marks stand before the statement.
  if (/\S/.test(indent))
    return unused.map(({ name }) => edit(file, first.start, first.start, `UNREFERENCED_PARAMETER(${name}); `));
  const end = source.text.includes('\r\n') ? '\r\n' : '\n';
  return [
    edit(file, start, start, unused.map(({ name }) => `${indent}UNREFERENCED_PARAMETER(${name});${end}`).join('')),
  ];
}
