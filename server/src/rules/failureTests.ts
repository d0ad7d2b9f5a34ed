/** Tests of a status after a call, and how a function ends when it failed. */
import type { Expr, If, Stmt } from '../syntax/ast';
import { walkExpression, walkStatement } from '../syntax/walk';
import { onlyLooks } from './irpEdits';
import { plain, type StatementPlace } from './statements';

/** `if (!NT_SUCCESS(status)) …` or `if (status != STATUS_SUCCESS) …` that leaves the function or jumps to its end. */
export function isFailureTest(stmt: Stmt, status: string): stmt is If {
  if (stmt.kind !== 'if' || stmt.otherwise || !leaves(stmt.then) || !onlyLooks(stmt.test)) return false;
  const { test } = stmt;
  const names = identifiers(test);
  const negated = test.kind === 'unary' && test.op === '!' && test.operand.kind === 'call';
  const unequal = test.kind === 'binary' && test.op === '!=' && names.includes('STATUS_SUCCESS');
  return names.includes(status) && (negated || unequal);
}

/** `NT_SUCCESS(…)` or `… == STATUS_SUCCESS`. */
export function isSuccessTest(test: Expr): boolean {
  if (test.kind === 'call') return test.callee.kind === 'ident' && test.callee.name === 'NT_SUCCESS';
  return test.kind === 'binary' && test.op === '==' && identifiers(test).includes('STATUS_SUCCESS');
}

export function leaves(stmt: Stmt): boolean {
  const last = stmt.kind === 'block' ? stmt.body[stmt.body.length - 1] : stmt;
  return last?.kind === 'return' || last?.kind === 'goto';
}

export function identifiers(expr: Expr): string[] {
  const names: string[] = [];
  walkExpression(expr, (one) => {
    if (one.kind === 'ident') names.push(one.name);
  });
  return names;
}

/** What the branch of a failure test does, as plain code; without what it says about the call that failed there. */
export function branchOf(test: StatementPlace): string[] {
  const { stmt } = test;
  if (stmt.kind !== 'if') return [];
  const body = stmt.then.kind === 'block' ? stmt.then.body : [stmt.then];
  return body.filter((one) => !speaks(one)).map((one) => plain({ ...test, stmt: one }, one));
}

/** A text is printed or traced. */
function speaks(stmt: Stmt): boolean {
  const texts: Expr[] = [];
  walkStatement(stmt, (expr) => {
    if (expr.kind === 'string') texts.push(expr);
  });
  return texts.length > 0 && stmt.kind === 'expr' && stmt.expr.kind === 'call';
}
