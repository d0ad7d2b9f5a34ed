/** Code that may run where a socket has died, and that tells nobody of it: it traces, counts and locks. */
import type { FunctionEntity, Program } from '../../flow/program';
import { model } from '../../model';
import type { Expr, Stmt } from '../../syntax/ast';
import { parts, walkStatement } from '../../syntax/walk';
import { compares, counts, noEffect, statusTests } from '../../wsk/names';

/** How deep helpers of helpers are looked into. */
const DEPTH = 3;

/** A routine of the kernel that neither closes, signals, queues nor stores anything. */
export function isQuietRoutine(name: string): boolean {
  return (
    noEffect.has(name) ||
    statusTests.has(name) ||
    compares.has(name) ||
    counts.has(name) ||
    model.kernelRoutines.get(name)?.group === 'spin-lock' ||
    /^(?:Ke(?:GetCurrent|Query)[A-Z]|NT_)/.test(name)
  );
}

/** Every function of this name does nothing else than that. */
export function isQuietFunction(name: string, program: Program, depth = DEPTH): boolean {
  const bodies = program.functionsNamed(name).filter(({ decl }) => decl.body);
  return depth > 0 && bodies.length > 0 && bodies.every((fn) => isQuietBody(fn, program, depth - 1));
}

function isQuietBody({ decl }: FunctionEntity, program: Program, depth: number): boolean {
  if (!decl.body || decl.scope.length > 0) return false;
  const own = new Set((decl.params ?? []).map((param) => param.name));
  let isQuiet = true;
  const declare = (stmt: Stmt): void => {
    if (stmt.kind === 'opaque') isQuiet = false;
    if (stmt.kind === 'decl') for (const one of stmt.declarators) own.add(one.name);
    parts(stmt).statements.forEach(declare);
  };
  declare(decl.body);
  walkStatement(decl.body, (expr) => {
    if (!isQuietExpression(expr, own, program, depth)) isQuiet = false;
  });
  return isQuiet;
}

function isQuietExpression(expr: Expr, own: ReadonlySet<string>, program: Program, depth: number): boolean {
  switch (expr.kind) {
    case 'call':
      return (
        expr.callee.kind === 'ident' &&
        (isQuietRoutine(expr.callee.name) || isQuietFunction(expr.callee.name, program, depth))
      );
    case 'assign':
      // A sum says as little as a counter.
      return expr.op !== '=' || (expr.target.kind === 'ident' && own.has(expr.target.name));
    case 'new':
    case 'delete':
    case 'lambda':
    case 'unknown':
      return false;
    default:
      return true;
  }
}
