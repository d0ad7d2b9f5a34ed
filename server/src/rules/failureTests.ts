/** Tests of a status after a call, and how a function ends when it failed. */
import type { Expr, If, Stmt } from '../syntax/ast';
import { lastOf, walkExpression, walkStatement } from '../syntax/walk';
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

/** A test of the status that does nothing once it is STATUS_SUCCESS. */
export function isIdleOnSuccess(stmt: Stmt, status: string): boolean {
  return stmt.kind === 'if' && !stmt.otherwise && isFalseOnSuccess(stmt.test, status);
}

function isFalseOnSuccess(test: Expr, status: string): boolean {
  if (test.kind === 'unary' && test.op === '!')
    return test.operand.kind === 'call' && isSuccessTest(test.operand) && identifiers(test).includes(status);
  if (test.kind !== 'binary') return false;
  const [left, right] = [test.left, test.right].map((one) => isFalseOnSuccess(one, status));
  if (test.op === '&&') return onlyLooks(test) && (left === true || right === true);
  if (test.op === '||') return left === true && right === true;
  if (test.left.kind !== 'ident' || test.left.name !== status || test.right.kind !== 'ident') return false;
  if (!test.right.name.startsWith('STATUS_')) return false;
  return test.op === (test.right.name === 'STATUS_SUCCESS' ? '!=' : '==');
}

export function leaves(stmt: Stmt): boolean {
  const last = lastOf(stmt);
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
