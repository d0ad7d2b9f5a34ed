/** The statement that a WSK call is: what takes its result, and what a rewrite has to keep. */
import { endOfLine, indentOf, plainText, startsLine, type StatementPlace } from '../../rules/statements';
import type { Declarator, Expr, Stmt } from '../../syntax/ast';
import { parts, walkStatement, withoutCasts } from '../../syntax/walk';
import type { CallFact } from '../../wsk/facts';
import { lineStart } from '../../rules/text';

export interface CallStatement {
  readonly at: StatementPlace;
  readonly kind: 'assigned' | 'returned' | 'dropped';
  /** What the result is stored in. */
  readonly status: string | undefined;
  /** The type, where the statement declares that too: `NTSTATUS Status = call;`. */
  readonly declared: string | undefined;
  /** The lines of the statement. */
  readonly start: number;
  readonly end: number;
}

/** `Status = call;`, `return call;`, `call;` or `(VOID)call;` on lines of its own in a block. */
export function callStatement(at: StatementPlace | undefined, call: CallFact): CallStatement | undefined {
  const end = at && endOfLine(at, at.stmt.end);
  if (!at?.siblings || !startsLine(at) || end === undefined) return undefined;
  const { source, stmt } = at;
  if (!/^\s*;\s*$/.test(source.text.slice(call.call.end, stmt.end))) return undefined;
  const head = source.text.slice(stmt.start, call.call.start);
  const start = lineStart(source, stmt.start);
  const [, declared, status] = /^(?:(NTSTATUS)\s+)?([A-Za-z_][\w.>-]*)\s*=\s*$/.exec(head) ?? [];
  if (status !== undefined) return { at, kind: 'assigned', status, declared, start, end };
  const bare = { at, status: undefined, declared: undefined, start, end };
  if (/^return\s*$/.test(head)) return { ...bare, kind: 'returned' };
  return /^\s*(?:\(\s*(?:void|VOID)\s*\)\s*)?$/.test(head) ? { ...bare, kind: 'dropped' } : undefined;
}

/**
 * The call as a part of code in plain form, behind `lead`: lines that are aligned with something in the call move with it, others
 * keep their distance from the statement.
 */
export function callText(at: StatementPlace, { call }: CallFact, lead: string): string {
  const { source, stmt, style } = at;
  const text = source.text.slice(call.start, call.end).replace(/\r/g, '');
  const indent = indentOf(at);
  const continued = /\n([ \t]*)\S/.exec(text)?.[1] ?? '';
  const distance = continued.startsWith(indent) ? continued.slice(indent.length) : continued;
  const isAligned = !distance.includes('\t') && distance.length > call.start - stmt.start;
  if (isAligned) return plainText(at, text, call.start, lead.length);
  const steps = Math.max(1, Math.round(distance.length / style.step.length));
  const margin = /^ */.exec(lead)?.[0] ?? '';
  return text.replace(/[ \t]*\n[ \t]*/g, `\n${margin}${'    '.repeat(steps)}`);
}

export function declarators(stmt: Stmt): Declarator[] {
  const own = stmt.kind === 'decl' ? [...stmt.declarators] : [];
  return [...own, ...parts(stmt).statements.flatMap(declarators)];
}

/** `&Name` of a local: the name. */
export function addressed(expr: Expr | undefined): string | undefined {
  const plain = withoutCasts(expr);
  return plain?.kind === 'unary' && plain.op === '&' && plain.operand.kind === 'ident' ? plain.operand.name : undefined;
}

/** The line behind the declarations at the start of a body. */
export function endOfDeclarations(at: StatementPlace): number | undefined {
  const { body } = at.fn;
  if (!body) return undefined;
  let last = body.start + 1;
  for (const stmt of body.body) {
    if (stmt.kind !== 'decl') break;
    last = stmt.end;
  }
  return endOfLine(at, last);
}

/** The expression is written again in the function, at the offset or behind it. */
export function isMentioned(at: StatementPlace, expression: string, from: number): boolean {
  let found = false;
  if (at.fn.body) {
    walkStatement(at.fn.body, (expr) => {
      found ||= expr.start >= from && at.source.text.slice(expr.start, expr.end).replace(/\s+/g, '') === expression;
    });
  }
  return found;
}
