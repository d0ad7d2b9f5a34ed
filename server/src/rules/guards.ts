/** The conditions under which a path got where it is. */
import { model } from '../model';
import type { Expr, Stmt } from '../syntax/ast';
import { lastOf, parts, walkExpression, walkStatement, withoutCasts } from '../syntax/walk';
import type { State, Trail } from '../flow/state';
import type { CallFact } from '../wsk/facts';
import { counts, statusTests } from '../wsk/names';

/** The decisions since the call, newest first. */
export function decisionsSince(state: State, earlier: CallFact): readonly Trail[] {
  const found: Trail[] = [];
  for (let step = state.trail; step && step !== earlier.before.trail; step = step.previous) found.push(step);
  return found;
}

/** The decision belongs to an `if` that decides whether this function is called: in a branch, or behind one that leaves. */
export function guards(decision: Trail, name: string): boolean {
  const body = decision.site.frame?.fn.decl.body;
  return body !== undefined && guardsIn(body, decision.site.start, name);
}

function guardsIn(stmt: Stmt, start: number, name: string): boolean {
  const { statements } = parts(stmt);
  if (decides(stmt, start)) return statements.some((one) => calls(one, name));
  return statements.some(
    (one, i) =>
      guardsIn(one, start, name) ||
      (stmt.kind === 'block' &&
        decides(one, start) &&
        parts(one).statements.some(isLeft) &&
        statements.slice(i + 1).some((later) => calls(later, name))),
  );
}

function decides(stmt: Stmt, start: number): boolean {
  return stmt.kind === 'if' && stmt.test.start <= start && start < stmt.test.end;
}

/** What comes behind the statement is not reached from it. */
function isLeft(stmt: Stmt): boolean {
  const last = lastOf(stmt);
  return last !== undefined && ['return', 'goto', 'break', 'continue'].includes(last.kind);
}

/** What some call has returned, or whether something else is there: no flag that says what there is to undo. */
export function isIndependent(decision: Trail): boolean {
  return isStatusTest(decision) || asksForSomethingElse(decision);
}

/**
 * The decision asks whether there is memory that a kernel routine has just given, or whether a provider's table has some entry: both
 * answers can come whatever was before.
 */
function asksForSomethingElse({ site }: Trail): boolean {
  const body = site.frame?.fn.decl.body;
  const tested = body && testedAt(body, site.start);
  if (!body || !tested) return false;
  let given = tested;
  if (tested.kind === 'binary') {
    if (tested.op !== '==' && tested.op !== '!=') return false;
    if (isNullName(tested.right)) given = tested.left;
    else if (isNullName(tested.left)) given = tested.right;
    else return false;
  }
  if (given.kind === 'member' && model.functions.has(given.name)) return true;
  let taken: Expr | undefined;
  walkStatement(body, (expr) => {
    if (expr.kind === 'assign' && expr.end <= tested.start && isSamePlace(expr.target, given)) taken = expr.value;
  });
  const call = withoutCasts(taken);
  return call?.kind === 'call' && call.callee.kind === 'ident' && model.kernelRoutines.has(call.callee.name);
}

function isNullName(expr: Expr): boolean {
  return expr.kind === 'ident' && /^(?:NULL|nullptr)$/.test(expr.name);
}

/** The same variable, or the same member of it, as it is written. */
function isSamePlace(a: Expr, b: Expr): boolean {
  if (a.kind === 'ident' && b.kind === 'ident') return a.name === b.name;
  return a.kind === 'member' && b.kind === 'member' && a.name === b.name && isSamePlace(a.object, b.object);
}

/** The decision ends a loop that calls this function, or calls through a pointer: how often it went round is not known. */
export function leavesLoop(decision: Trail, name: string): boolean {
  const body = decision.site.frame?.fn.decl.body;
  return decision.note === 'false' && body !== undefined && isLoopWith(body, decision.site.start, name);
}

function isLoopWith(stmt: Stmt, start: number, name: string): boolean {
  if ((stmt.kind === 'while' || stmt.kind === 'for') && stmt.test && stmt.test.start <= start && start < stmt.test.end)
    return calls(stmt.body, name) || callsThroughPointer(stmt.body);
  return parts(stmt).statements.some((one) => isLoopWith(one, start, name));
}

function callsThroughPointer(stmt: Stmt): boolean {
  let found = false;
  walkStatement(stmt, (expr) => (found ||= expr.kind === 'call' && expr.callee.kind !== 'ident'));
  return found;
}

function calls(stmt: Stmt, name: string): boolean {
  let found = false;
  walkStatement(stmt, (expr) => (found ||= expr.kind === 'ident' && expr.name === name));
  return found;
}

/** `NT_SUCCESS(status)` or `status == STATUS_…`: what some call returned. */
export function isStatusTest(decision: Trail): boolean {
  const tested = statusTested(decision);
  return tested !== undefined && (tested.by === 'comparison' || tested.status.kind === 'ident');
}

/** As {@link isStatusTest}, whatever the status is read from: `NT_SUCCESS(guard.Status())`. */
export function asksStatus(decision: Trail): boolean {
  return statusTested(decision) !== undefined;
}

/** Whether a count came to its end: `InterlockedDecrement(&users) == 0`. */
export function asksCount({ site }: Trail): boolean {
  const body = site.frame?.fn.decl.body;
  const tested = body && testedAt(body, site.start);
  let found = false;
  if (tested) walkExpression(tested, (expr) => (found ||= expr.kind === 'ident' && counts.has(expr.name)));
  return found;
}

function statusTested({ site }: Trail): { readonly status: Expr; readonly by: 'comparison' | 'macro' } | undefined {
  const body = site.frame?.fn.decl.body;
  const tested = body && testedAt(body, site.start);
  if (tested?.kind === 'binary') {
    const { left, right } = tested;
    if (isStatusName(left) === isStatusName(right)) return undefined;
    return { status: isStatusName(left) ? right : left, by: 'comparison' };
  }
  const isTest = tested?.kind === 'call' && tested.callee.kind === 'ident' && statusTests.has(tested.callee.name);
  const status = isTest ? tested.args[0] : undefined;
  return status && { status, by: 'macro' };
}

function isStatusName(expr: Expr): boolean {
  return expr.kind === 'ident' && model.statuses.has(expr.name);
}

/** The condition of the `if` whose test stands here, without negations. */
function testedAt(stmt: Stmt, start: number): Expr | undefined {
  if (stmt.kind === 'if' && stmt.test.start <= start && start < stmt.test.end) {
    let test = stmt.test;
    while (test.kind === 'unary' && test.op === '!') test = test.operand;
    return test;
  }
  for (const inner of parts(stmt).statements) {
    const found = testedAt(inner, start);
    if (found) return found;
  }
  return undefined;
}
