import { rootOf, type Region } from '../../flow/regions';
import type { Frame } from '../../flow/frames';
import type { Value } from '../../flow/values';
import { fieldKey } from '../../wsk/fieldFacts';
import { argumentPlace, callPlace, callWithin, isCaller } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { SocketGhost } from '../../wsk/objects';
import type { Expr, Stmt } from '../../syntax/ast';
import { isWrittenNull, mayWait, withOwnIrp } from '../ownIrp';
import { walkStatement } from '../../syntax/walk';
import { edit, holds, removal, sibling, statementAt, type StatementPlace } from '../statements';
import type { EditReport, FixReport, Rule, RuleContext } from '../rule';

/** Nothing signals the end of a call made without an IRP: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_control_socket */
export const rule: Rule = {
  meta: { id: 'wait-without-irp', section: 'events', severity: 'error', statements: ['A20'], fixable: true },
  check({ facts, files, report }) {
    // The same wait ends on another path: what it waits for is not this call alone.
    const ends = new Set(
      facts.waits
        .filter((wait) => wait.satisfied || wait.outstanding.length > 0)
        .map((wait) => `${wait.call.site.file}:${wait.call.site.start}:${wait.call.root.fn.id}`),
    );
    for (const wait of facts.waits) {
      if (ends.has(`${wait.call.site.file}:${wait.call.site.start}:${wait.call.root.fn.id}`)) continue;
      if (wait.satisfied || wait.timeout === 'zero' || wait.outstanding.length > 0 || !wait.region) continue;
      const call = lastCallWithoutIrp(wait.call, facts);
      if (!call?.control || !onlyCompletionsSet(wait.region, call, wait.call, facts)) continue;
      const irp = call.args[call.control.index.irp];
      if (!irp || isAnotherAwaited(call, wait.call, facts)) continue;
      report({
        place: argumentPlace(call, irp),
        message: { id: 'wait', args: { option: call.control.code?.name ?? call.name } },
        related: [{ place: callPlace(wait.call), message: { id: 'here' } }],
        fixes: () => withIrp(call, irp.expr, wait.call, facts, files),
      });
    }
  },
};

/** The control call just before the wait in the same function, when it has no IRP. */
function lastCallWithoutIrp(wait: CallFact, facts: WskFacts): CallFact | undefined {
  const candidates: CallFact[] = [];
  for (const [, ghost] of wait.before.allGhosts()) if (isSocket(ghost)) candidates.push(...ghost.operations.slice(-1));
  for (const call of facts.calls) {
    if (
      call.name === 'WskControlClient' &&
      call.root === wait.root &&
      call.frame === wait.frame &&
      call.call.start < wait.call.start
    )
      candidates.push(call);
  }
  const before = candidates
    .filter(
      (call) =>
        isCaller(call.frame, wait.frame) || isCaller(wait.frame, call.frame) || isHandedResult(wait.frame, call.frame),
    )
    .sort((a, b) => (a.frame === b.frame ? a.call.start - b.call.start : 0));
  const last = before[before.length - 1];
  const irp = last?.control && last.args[last.control.index.irp];
  return last && irp && isNullHere(irp.value, last.before) ? last : undefined;
}

/** `Wait(Object, Control(Socket, NULL))`: one helper waits for what the other has begun. */
function isHandedResult(waiting: Frame, calling: Frame): boolean {
  const { call, parent } = waiting;
  const made = calling.callSite;
  if (!call || !made || !parent || calling.parent !== parent) return false;
  return call.args.some((arg) => arg.start <= made.start && made.end <= arg.end);
}

/** A request with an IRP starts between the two, on some path: the wait is for that one. */
function isAnotherAwaited(call: CallFact, wait: CallFact, facts: WskFacts): boolean {
  const siblings = isHandedResult(wait.frame, call.frame) ? wait.frame.parent : undefined;
  const outer = siblings ?? (call.frame.depth < wait.frame.depth ? call.frame : wait.frame);
  const from = callWithin(call, outer).start;
  const to = callWithin(wait, outer).start;
  return facts.calls.some((other) => {
    if (!other.fn || !other.irp || other.root !== wait.root || !isCaller(outer, other.frame)) return false;
    const at = callWithin(other, outer).start;
    return at > from && at < to;
  });
}

function isSocket(ghost: { readonly key: string }): ghost is SocketGhost {
  return ghost.key.startsWith('socket:');
}

/** Nothing but a completion routine sets the event. */
function onlyCompletionsSet(region: Region, request: CallFact, wait: CallFact, facts: WskFacts): boolean {
  const local = rootOf(region).r === 'local';
  const key = fieldKey(region);
  for (const call of facts.calls) {
    if (call.name !== 'KeSetEvent') continue;
    const target = call.args[0]?.value;
    if (target?.k !== 'pointer' && target?.k !== 'symbol') return false;
    // Whoever gets a pointer to some event may get a pointer to this one.
    if (!local && target.k === 'symbol' && !facts.completionRoutines.has(call.frame.fn)) return false;
    if (target.k === 'pointer' && target.region === region) return false;
    if (
      !local &&
      target.k === 'pointer' &&
      key !== undefined &&
      fieldKey(target.region) === key &&
      !facts.completionRoutines.has(call.frame.fn)
    )
      return false;
  }
  if (local)
    return !facts.calls.some(
      (call) =>
        call.name !== 'KeWaitForSingleObject' &&
        !/^Ke(Initialize|Clear|Reset)/.test(call.name) &&
        call.args.some((arg) => arg.value.k === 'pointer' && arg.value.region === region),
    );
  if (key === undefined) return false;
  // Made for this call, and no code that is not seen has got hold of it since.
  const isNew = facts.calls.some(
    (call) =>
      call.name === 'KeInitializeEvent' &&
      call.root === request.root &&
      isCaller(call.frame, request.frame) &&
      callWithin(call, call.frame).start < callWithin(request, call.frame).start &&
      call.args[0]?.value.k === 'pointer' &&
      call.args[0].value.region === region,
  );
  if (isNew && wait.before.fallback(region)?.d !== 'havoc') return true;
  const isIt = (value: Value | undefined): boolean => value?.k === 'pointer' && fieldKey(value.region) === key;
  return (
    facts.calls.some((call) => call.name === 'KeSetEvent' && isIt(call.args[0]?.value)) ||
    [...facts.completionRoutines.values()].flat().some((call) => isIt(call.args[2]?.value))
  );
}

/** The call gets an IRP and is waited for; the wait that nothing ends goes. */
function withIrp(call: CallFact, irp: Expr, wait: CallFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const waiting = statementWaiting(wait, files);
  const rest = waiting && removal(waiting);
  if (!rest || !isWrittenNull(irp) || call.frame !== wait.frame) return [];
  // The client's own requests take no IRP: they are over when they return.
  if (call.name === 'WskControlClient') return [{ title: { id: 'remove' }, safe: false, edits: rest }];
  const at = mayWait(call, facts) ? statementAt(call.frame.fn, callPlace(call), files) : undefined;
  const edits = at && withOwnIrp(at, call.call, irp);
  return edits ? [{ title: { id: 'fix' }, safe: false, edits: [...edits, ...rest, ...returned(at, waiting)] }] : [];
}

/** What the call gives was read by nothing but the wait: the caller gets it, in place of a success that nobody knows of. */
function returned(at: StatementPlace, waiting: StatementPlace): EditReport[] {
  const { fn, stmt } = at;
  const target = stmt.kind === 'expr' && stmt.expr.kind === 'assign' ? stmt.expr.target : undefined;
  const next = sibling(waiting, waiting.index + 1)?.stmt;
  const value = next?.kind === 'return' ? next.value : undefined;
  if (target?.kind !== 'ident' || value?.kind !== 'ident' || value.name !== 'STATUS_SUCCESS' || !fn.body) return [];
  const uses: Expr[] = [];
  walkStatement(fn.body, (expr) => {
    if (expr.kind === 'ident' && expr.name === target.name && !holds(stmt, expr) && !holds(waiting.stmt, expr))
      uses.push(expr);
  });
  return uses.length > 0 ? [] : [edit(at.file, value.start, value.end, target.name)];
}

/** The wait, or the test of STATUS_PENDING that guards nothing else. */
function statementWaiting(wait: CallFact, files: RuleContext['files']): StatementPlace | undefined {
  const at = statementAt(wait.frame.fn, callPlace(wait), files);
  if (!at || !isWait(at.stmt, wait)) return undefined;
  const guard = at.parents.find((one) => one.kind === 'if');
  const body = guard?.then.kind === 'block' ? guard.then.body : guard ? [guard.then] : [];
  const only = body.includes(at.stmt) && body.every((one) => one === at.stmt || takesStatus(one));
  if (!guard || !only) return at.siblings && !body.includes(at.stmt) ? at : undefined;
  return guard.otherwise
    ? undefined
    : statementAt(wait.frame.fn, { file: at.file, start: guard.start, end: guard.end }, files);
}

function isWait(stmt: Stmt, wait: CallFact): boolean {
  if (stmt.kind !== 'expr') return false;
  let { expr } = stmt;
  if (expr.kind === 'cast') expr = expr.operand;
  return expr.start === wait.call.start && expr.end === wait.call.end;
}

/** `Status = Irp->IoStatus.Status;` and the like: what the wait was to find out. */
function takesStatus(stmt: Stmt): boolean {
  return stmt.kind === 'expr' && stmt.expr.kind === 'assign' && stmt.expr.target.kind === 'ident';
}
