/** Functions that only read what their parameters point to: a variable whose address they get keeps its value. */
import type { Expr, FunctionDecl } from '../syntax/ast';
import { walkExpression, walkStatement } from '../syntax/walk';
import type { FunctionEntity, Platform } from './program';

/** Helpers of helpers, so far. */
const MAX_DEPTH = 3;

type Resolve = (name: string, from: string) => FunctionEntity | undefined;

/** Nothing that is reached through a parameter is written, stored or handed to code that may write it. */
export function onlyReads(fn: FunctionEntity, platform: Platform, resolve: Resolve, depth = 0): boolean {
  const { body, params } = fn.decl;
  if (!body || !params || depth > MAX_DEPTH) return false;
  const names = new Set(params.filter(isPointer).map(({ name }) => name));
  const harmless = new Set<Expr>();
  let reads = true;
  const visit = (expr: Expr): void => {
    // What is around an expression is seen before it.
    if (expr.kind === 'assign') reads &&= !isThrough(expr.target, names);
    else if (expr.kind === 'update') reads &&= !isThrough(expr.operand, names);
    else if (expr.kind === 'member') allow(expr.object, harmless);
    else if (expr.kind === 'sizeofExpr') allow(expr.operand, harmless);
    else if (expr.kind === 'unary' && expr.op === '*') allow(expr.operand, harmless);
    else if (expr.kind === 'unary' && expr.op === '&') reads &&= harmless.has(expr) || !isThrough(expr.operand, names);
    else if (expr.kind === 'binary' && /^[!=]=$/.test(expr.op))
      [expr.left, expr.right].forEach((side) => allow(side, harmless));
    else if (expr.kind === 'call') {
      const name = expr.callee.kind === 'ident' || expr.callee.kind === 'member' ? expr.callee.name : undefined;
      expr.args.forEach((arg, i) => {
        if (name !== undefined && isReader(name, i)) allow(arg, harmless);
      });
    } else if (expr.kind === 'ident' && names.has(expr.name)) reads &&= harmless.has(expr);
  };
  const isReader = (name: string, argument: number): boolean => {
    if (platform.onlyTakes(name, argument)) return true;
    const called = resolve(name, fn.file);
    return called !== undefined && called !== fn && onlyReads(called, platform, resolve, depth + 1);
  };
  walkStatement(body, visit);
  return reads;
}

function isPointer({ type }: NonNullable<FunctionDecl['params']>[number]): boolean {
  return type.pointers > 0 || type.reference === true || /^L?P[A-Z]/.test(type.base);
}

/** The use does nothing to what is pointed to. */
function allow(expr: Expr, harmless: Set<Expr>): void {
  harmless.add(expr);
  if (expr.kind === 'cast') allow(expr.operand, harmless);
}

function isThrough(target: Expr, names: ReadonlySet<string>): boolean {
  let found = false;
  walkExpression(target, (part) => (found ||= part.kind === 'ident' && names.has(part.name)));
  return found;
}
