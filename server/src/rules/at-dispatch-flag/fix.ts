/** Asks for the IRQL where the flag was asked. */
import { parts, walkExpression } from '../../syntax/walk';
import type { Expr, Stmt } from '../../syntax/ast';
import type { CallFact } from '../../wsk/facts';
import type { FixReport, RuleContext } from '../rule';
import { edit } from '../statements';
import { unusedLocals } from '../unusedLocals';

const FLAG = 'WSK_FLAG_AT_DISPATCH_LEVEL';

/** The test of the flag, where that is all that the condition asks, becomes a test of KeGetCurrentIrql. */
export function irqlTest({ before, root }: CallFact, files: RuleContext['files']): readonly FixReport[] {
  for (let step = before.trail; step; step = step.previous) {
    const { site, note } = step;
    if (site.frame?.parent || site.frame?.fn !== root.fn || (note !== 'true' && note !== 'false')) continue;
    const test = root.fn.decl.body && conditionAt(root.fn.decl.body, site.start, site.end);
    const written = files.get(site.file)?.text.slice(site.start, site.end);
    if (!test || !written?.includes(FLAG)) continue;
    if (!isFlagAlone(test, root.fn.decl.params?.map((param) => param.name) ?? [])) return [];
    const source = files.get(site.file);
    const start = source && withParentheses(source.text, site.start, site.end);
    if (!source || start === undefined) return [];
    const text = `KeGetCurrentIrql() ${note === 'true' ? '==' : '!='} PASSIVE_LEVEL`;
    const edits = [
      edit(site.file, start, site.end, text),
      ...unusedLocals(site.file, source, root.fn.decl, [{ start, end: site.end }]),
    ];
    return [{ title: { id: 'askIrql' }, safe: false, edits }];
  }
  return [];
}

/** Where the expression begins, with the parentheses of its first operand. */
function withParentheses(text: string, start: number, end: number): number | undefined {
  let open = 0;
  for (const char of text.slice(start, end)) open += char === '(' ? 1 : char === ')' ? -1 : 0;
  let at = start;
  while (open < 0 && /[\s(]/.test(text[at - 1] ?? '')) open += text[--at] === '(' ? 1 : 0;
  return open === 0 ? at : undefined;
}

function conditionAt(stmt: Stmt, start: number, end: number): Expr | undefined {
  const { statements, expressions } = parts(stmt);
  const isTest = stmt.kind === 'if' || stmt.kind === 'while';
  if (isTest) for (const expr of expressions) if (expr.start === start && expr.end === end) return expr;
  for (const inner of statements) {
    const found = conditionAt(inner, start, end);
    if (found) return found;
  }
  return undefined;
}

/** Macros of the WDK that test bits, and what their result is compared with. */
const asking: ReadonlySet<string> = new Set(['FlagOn', 'BooleanFlagOn', 'TRUE', 'FALSE']);

/** Nothing but a parameter, the flag, and tests of bits. */
function isFlagAlone(test: Expr, params: readonly string[]): boolean {
  let alone = true;
  walkExpression(test, (expr) => {
    if (expr.kind === 'ident') alone &&= expr.name === FLAG || params.includes(expr.name) || asking.has(expr.name);
    else if (expr.kind === 'binary') alone &&= expr.op === '&' || expr.op === '==' || expr.op === '!=';
    else alone &&= expr.kind === 'unary' || expr.kind === 'number' || expr.kind === 'call';
  });
  return alone;
}
