/** A call that should not be made goes: what it gave is success. */
import type { Call, Expr, Span } from '../syntax/ast';
import { walkStatement, withoutCasts } from '../syntax/walk';
import type { CallFact } from '../wsk/facts';
import type { Place } from '../wsk/place';
import { isIdleOnSuccess, isSuccessTest } from './failureTests';
import { withGovernor } from './irpEdits';
import type { EditReport, RuleContext } from './rule';
import { edit, holds, plain, removal, replacement, sibling, statementAt, type StatementPlace } from './statements';
import { unusedLocals } from './unusedLocals';

/** The statement of the call that holds the place goes, where no IRP was prepared for it there. */
export function withoutCallAt(fact: CallFact, place: Place, files: RuleContext['files']): EditReport[] | undefined {
  for (let frame: CallFact['frame'] | undefined = fact.frame; frame; frame = frame.parent) {
    const at = statementAt(frame.fn, place, files);
    const call = at && callAround(at, place);
    if (!at || !call) continue;
    if (fact.irp && (frame === fact.frame || fact.irp.ghost.allocation?.frame === frame)) return undefined;
    const made = withoutCall(at, call);
    return made && [...made.edits, ...unusedLocals(at.file, at.source, at.fn, made.gone)];
  }
  return undefined;
}

/** The outermost call of the statement, which holds the place. */
function callAround(at: StatementPlace, place: Place): Call | undefined {
  let found: Call | undefined;
  walkStatement(at.stmt, (expr) => {
    if (!found && expr.kind === 'call' && holds(expr, place)) found = expr;
  });
  return found;
}

export interface Gone {
  readonly edits: readonly EditReport[];
  readonly gone: readonly Span[];
}

/** What the call gave is success. */
export function withoutCall(at: StatementPlace, call: Span): Gone | undefined {
  const { stmt } = at;
  if (stmt.kind === 'return' && stmt.value && isCall(stmt.value, call))
    return made(replacement(at, 'return STATUS_SUCCESS;'), [call]);
  if (stmt.kind === 'decl') {
    const [only, ...others] = stmt.declarators;
    if (!only?.init || others.length > 0 || !isCall(only.init, call) || only.type.base !== 'NTSTATUS') return undefined;
    return withoutTaker(at, call, only.name, [edit(at.file, only.init.start, only.init.end, 'STATUS_SUCCESS')]);
  }
  if (stmt.kind !== 'expr') return undefined;
  if (isCall(stmt.expr, call)) return made(removal(at), [stmt]);
  if (stmt.expr.kind !== 'assign' || stmt.expr.op !== '=' || !isCall(stmt.expr.value, call)) return undefined;
  const { target } = stmt.expr;
  // `if (NT_SUCCESS(status)) status = call;`: the status stays as it is.
  const governor = withGovernor(at);
  if (governor !== at && governor.stmt.kind === 'if' && isSuccessTest(governor.stmt.test))
    return made(removal(governor), [governor.stmt]);
  const name = target.kind === 'ident' ? target.name : undefined;
  return withoutTaker(at, call, name, replacement(at, `${plain(at, target)} = STATUS_SUCCESS;`));
}

/** `instead` gives the variable success. With a test of it that can no longer fail, and all of it where nothing else reads it. */
function withoutTaker(
  at: StatementPlace,
  call: Span,
  name: string | undefined,
  instead: readonly EditReport[] | undefined,
): Gone | undefined {
  const next = name === undefined ? undefined : sibling(at, at.index + 1);
  if (name === undefined || !next || !isIdleOnSuccess(next.stmt, name)) return made(instead, [call]);
  const test = removal(next);
  return isReadAfter(next, name)
    ? made(both(instead, test), [call, next.stmt])
    : made(both(removal(at), test), [at.stmt, next.stmt]);
}

function made(edits: readonly EditReport[] | undefined, gone: readonly Span[]): Gone | undefined {
  return edits && { edits, gone };
}

function both(
  one: readonly EditReport[] | undefined,
  other: readonly EditReport[] | undefined,
): readonly EditReport[] | undefined {
  return one && other && [...one, ...other];
}

function isCall(expr: Expr, call: Span): boolean {
  const inner = withoutCasts(expr);
  return inner.start === call.start && inner.end === call.end;
}

/** The name stands somewhere behind the statement, or the statement in a loop. */
function isReadAfter(at: StatementPlace, name: string): boolean {
  if (at.parents.some(({ kind }) => ['while', 'doWhile', 'for', 'forRange'].includes(kind))) return true;
  let found = false;
  if (at.fn.body)
    walkStatement(at.fn.body, (expr) => {
      if (expr.kind === 'ident' && expr.name === name && expr.start >= at.stmt.end) found = true;
    });
  return found;
}
