/** A table that is never changed can outlive its function: `static const`. */
import { parts, walkExpression, walkStatement } from '../../syntax/walk';
import type { DeclStmt, Declarator, Expr, Stmt } from '../../syntax/ast';
import { rootOf } from '../../flow/regions';
import type { Value } from '../../flow/values';
import type { FixReport, RuleContext } from '../rule';
import { edit } from '../statements';

export function staticTable(value: Value | undefined, files: RuleContext['files']): readonly FixReport[] {
  const root = value?.k === 'pointer' ? rootOf(value.region) : undefined;
  if (root?.r !== 'local' || root !== (value?.k === 'pointer' ? value.region : undefined)) return [];
  const { fn } = root.frame;
  const body = fn.decl.body;
  const found = body && declarationOf(body, root.local.span.start);
  if (!found || !files.has(fn.file) || found.stmt.storage !== 'none' || found.stmt.declarators.length !== 1) return [];
  const { init, name } = found.declarator;
  if (init?.kind !== 'initList' || !init.items.every((item) => isConstant(item.value)) || isChanged(body, name))
    return [];
  const words = found.declarator.type.isConst || found.stmt.isConst ? 'static ' : 'static const ';
  return [
    {
      title: { id: 'makeStatic', args: { name } },
      safe: true,
      edits: [edit(fn.file, found.stmt.start, found.stmt.start, words)],
    },
  ];
}

function declarationOf(stmt: Stmt, at: number): { stmt: DeclStmt; declarator: Declarator } | undefined {
  if (stmt.kind === 'decl') {
    const declarator = stmt.declarators.find((one) => one.start <= at && at < one.end);
    if (declarator) return { stmt, declarator };
  }
  for (const inner of parts(stmt).statements) {
    const found = declarationOf(inner, at);
    if (found) return found;
  }
  return undefined;
}

/** Names of functions and macros, numbers, and `{ … }` of them. */
function isConstant(expr: Expr): boolean {
  let constant = true;
  walkExpression(expr, (one) => {
    constant &&=
      one.kind === 'ident' ||
      one.kind === 'number' ||
      one.kind === 'keyword' ||
      one.kind === 'cast' ||
      one.kind === 'initList' ||
      (one.kind === 'unary' && one.op === '&') ||
      (one.kind === 'call' && one.callee.kind === 'ident' && one.callee.name === 'MAKE_WSK_VERSION');
  });
  return constant;
}

/** The name is used for anything but its address. */
function isChanged(body: Stmt, name: string): boolean {
  let uses = 0;
  let addresses = 0;
  walkStatement(body, (expr) => {
    if (expr.kind === 'ident' && expr.name === name) uses++;
    if (expr.kind === 'unary' && expr.op === '&' && expr.operand.kind === 'ident' && expr.operand.name === name)
      addresses++;
  });
  return uses !== addresses;
}
