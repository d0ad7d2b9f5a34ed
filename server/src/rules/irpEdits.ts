/** What the fixes of the IRP rules put into a function: tests, routines, resets and frees around calls that stand there already. */
import { constantOf } from '../flow/arithmetic';
import type { FunctionEntity } from '../flow/program';
import type { State } from '../flow/state';
import type { Call, Expr, Span, Stmt } from '../syntax/ast';
import { withoutCasts } from '../syntax/walk';
import { isGhost } from '../wsk/objects';
import { callPlace, type Place } from '../wsk/place';
import type { CallFact, WskFacts } from '../wsk/facts';
import { insertBefore, removal, statementAt, type StatementPlace } from './statements';
import type { EditReport, RuleContext } from './rule';

type Files = RuleContext['files'];

/** A statement that takes the result of a call, and the name that has it from then on. */
export interface Taker {
  readonly at: StatementPlace;
  readonly name: string;
}

/** `irp = call;`, `context->Irp = call;` or `PIRP irp = call;`. */
export function takerOf(fact: CallFact, files: Files): Taker | undefined {
  const at = statementAt(fact.frame.fn, callPlace(fact), files);
  if (!at) return undefined;
  if (at.stmt.kind === 'decl') {
    const declared = at.stmt.declarators.find((one) => isCall(one.init, fact.call));
    return declared && { at, name: declared.name };
  }
  const expr = at.stmt.kind === 'expr' ? at.stmt.expr : undefined;
  if (expr?.kind !== 'assign' || expr.op !== '=' || !isCall(expr.value, fact.call)) return undefined;
  return { at, name: at.source.text.slice(expr.target.start, expr.target.end) };
}

function isCall(expr: Expr | undefined, call: Call): boolean {
  const inner = withoutCasts(expr);
  return inner?.kind === 'call' && inner.start === call.start && inner.end === call.end;
}

/** Code before the statement that makes the call; undefined where it would run more often, or not always, with the call. */
export function beforeCall(fact: CallFact, code: string, files: Files): EditReport[] | undefined {
  return beforePlace(fact.frame.fn, callPlace(fact), code, files);
}

export function beforePlace(fn: FunctionEntity, place: Place, code: string, files: Files): EditReport[] | undefined {
  const at = statementAt(fn, place, files);
  return at && isPlain(at.stmt, place) ? insertBefore(at, code) : undefined;
}

/** Whatever stands in the statement runs once, and first. */
export function isPlain(stmt: Stmt, place: Span): boolean {
  if (stmt.kind === 'if' || stmt.kind === 'switch') return isFirst(stmt.test, place);
  if (stmt.kind === 'return') return stmt.value !== undefined && isFirst(stmt.value, place);
  return stmt.kind === 'expr' ? isFirst(stmt.expr, place) : stmt.kind === 'decl' && stmt.declarators.length === 1;
}

/** No part of the expression decides whether this one runs. */
function isFirst(expr: Expr, place: Span): boolean {
  const holds = (one: Expr): boolean => one.start <= place.start && place.end <= one.end;
  switch (expr.kind) {
    case 'binary':
      if ((expr.op === '&&' || expr.op === '||') && !holds(expr.left)) return false;
      return isFirst(holds(expr.left) ? expr.left : expr.right, place);
    case 'conditional':
      return holds(expr.test) && isFirst(expr.test, place);
    case 'comma':
      return holds(expr.left) && isFirst(expr.left, place);
    case 'cast':
    case 'unary':
      return isFirst(expr.operand, place);
    case 'assign':
      return !holds(expr.value) || isFirst(expr.value, place);
    default:
      return true;
  }
}

/** Takes the statement of the call away, with an `if` that governs nothing else and only looks at values. */
export function withoutCall(fact: CallFact, files: Files): EditReport[] | undefined {
  const at = statementAt(fact.frame.fn, callPlace(fact), files);
  if (at?.stmt.kind !== 'expr' || !isStatementOf(at.stmt.expr, fact.call)) return undefined;
  return removal(withGovernor(at));
}

/** The statement, or the `if` that governs nothing else and only looks at values. */
export function withGovernor(at: StatementPlace): StatementPlace {
  const [owner, outer, ...rest] = at.parents;
  const governor =
    owner?.kind === 'if' ? owner : owner?.kind === 'block' && owner.body.length === 1 ? outer : undefined;
  if (governor?.kind !== 'if' || governor.otherwise || !onlyLooks(governor.test)) return at;
  const parents = owner === governor ? at.parents.slice(1) : rest;
  const block = parents[0];
  if (block?.kind !== 'block') return at;
  return { ...at, stmt: governor, siblings: block.body, index: block.body.indexOf(governor), parents };
}

function isStatementOf(expr: Expr, call: Call): boolean {
  return isCall(expr, call);
}

/** The test changes nothing: names, members, comparisons, and the status macros. */
export function onlyLooks(expr: Expr): boolean {
  switch (expr.kind) {
    case 'ident':
    case 'number':
    case 'keyword':
      return true;
    case 'member':
      return onlyLooks(expr.object);
    case 'unary':
    case 'cast':
      return onlyLooks(expr.operand);
    case 'binary':
      return onlyLooks(expr.left) && onlyLooks(expr.right);
    case 'call':
      return expr.callee.kind === 'ident' && /^NT_[A-Z]+$/.test(expr.callee.name) && expr.args.every(onlyLooks);
    default:
      return false;
  }
}

/** The text of an argument as it is written at the call. */
export function argumentText(fact: CallFact, index: number, files: Files): string | undefined {
  const argument = fact.args[index]?.expr;
  const source = files.get(fact.frame.fn.file);
  return argument && source?.text.slice(argument.start, argument.end);
}

/** The last IoSetCompletionRoutine on this IRP in the same activation, before the call. */
export function lastRoutine(fact: CallFact, facts: WskFacts): CallFact | undefined {
  let found: CallFact | undefined;
  for (const one of facts.calls) {
    if (one.frame !== fact.frame || one.name !== 'IoSetCompletionRoutine' || one.site.start >= fact.site.start)
      continue;
    if (one.irp && fact.irp && one.irp.region === fact.irp.region && (!found || one.site.start > found.site.start))
      found = one;
  }
  return found;
}

/** The routine as it was set before, once more. */
export function routineAgain(routine: CallFact, files: Files): string | undefined {
  const source = files.get(routine.frame.fn.file);
  const texts = routine.args.map((arg) => source?.text.slice(arg.expr.start, arg.expr.end));
  if (texts.length !== 6 || texts.some((text) => text === undefined || text.includes('\n'))) return undefined;
  return `IoSetCompletionRoutine(${texts.join(', ')});`;
}

/** What the function still owns at this point, and an early return would leave behind. */
export function ownsNothing(state: State): boolean {
  for (const [, ghost] of state.allGhosts()) {
    if (isGhost(ghost, 'irp')) {
      const irp = ghost.allocation && `irp:${ghost.allocation.id}`;
      const isNull = irp !== undefined && state.constraint(irp).low === 0 && state.constraint(irp).high === 0;
      if (ghost.own === true && !ghost.escaped && ghost.phase !== 'freed' && ghost.phase !== 'unknown' && !isNull)
        return false;
    } else if (isGhost(ghost, 'mdl')) {
      if (!ghost.freedAt) return false;
    } else if (isGhost(ghost, 'socket')) {
      if (ghost.creation && !ghost.closedAt) return false;
    } else if (isGhost(ghost, 'address-info')) {
      if (!ghost.freed && !ghost.escaped) return false;
    } else if (isGhost(ghost, 'registration')) {
      if (ghost.registered && !ghost.deregistered) return false;
    }
  }
  for (const [, value] of state.entries())
    if (value.k === 'symbol' && value.symbol.tag === 'pool-allocation' && constantOf(state, value) !== 0) return false;
  return true;
}
