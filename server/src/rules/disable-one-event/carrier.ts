/** The call that takes a mask along to the control call, and what becomes of its result. */
import type { Call, Expr } from '../../syntax/ast';
import { withoutCasts } from '../../syntax/walk';
import type { Frame } from '../../flow/frames';
import { alternatives } from '../../flow/values';
import { callWithin, type Place } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { eventCalls, maskPlace } from '../mask';
import { isQuietTarget } from '../ownIrp';
import type { RuleContext } from '../rule';
import { holds, statementAt, type StatementPlace } from '../statements';
import { textOf } from '../text';
import type { Written } from './setting';

/** The call that takes the mask along, in the function where the mask is put together. */
export function carrierOf(call: CallFact, mask: Place): Place | undefined {
  for (let frame: Frame | undefined = call.frame; frame; frame = frame.parent)
    if (frame.fn.file === mask.file && holds(frame.fn.decl, mask)) return callWithin(call, frame);
  return undefined;
}

/** Another call gets the same mask. */
export function servesOthers(call: CallFact, { place }: Written, facts: WskFacts): boolean {
  const carrier = carrierOf(call, place);
  return eventCalls(facts).some((other) => {
    const values = other.control?.eventMask ? alternatives(other.control.eventMask) : [];
    const places = values.map((one) => maskPlace(one, other));
    if (!places.some(({ file, start }) => file === place.file && start === place.start)) return false;
    return carrierOf(other, place)?.start !== carrier?.start;
  });
}

export function statementOf(call: CallFact, place: Place, files: RuleContext['files']): StatementPlace | undefined {
  for (let { frame } = call; ; frame = frame.parent) {
    const at = statementAt(frame.fn, place, files);
    if (at || !frame.parent) return at;
  }
}

/** The call is the control call, or one on the way to it. */
export function leadsTo(made: Call, at: StatementPlace, control: CallFact): boolean {
  if (made.start === control.call.start && control.frame.fn.file === at.file) return true;
  for (let { frame } = control; frame.parent; frame = frame.parent)
    if (frame.callSite?.start === made.start && frame.callSite.file === at.file) return true;
  return false;
}

/** One IRP cannot serve several requests: there is none, or what is called allocates or resets it each time. */
export function hasIrpForEach(control: CallFact, made: Call, facts: WskFacts): boolean {
  const irp = control.control && control.args[control.control.index.irp];
  if (!irp) return false;
  if (isNullHere(irp.value, control.before)) return true;
  const isInside = (frame: Frame): boolean => {
    for (let one = frame; one.parent; one = one.parent)
      if (one.callSite?.start === made.start && one.callSite.end === made.end) return true;
    return false;
  };
  const allocation = control.irp?.ghost.allocation;
  if (allocation) return isInside(allocation.frame);
  return facts.calls.some(
    ({ name, frame, irp: other }) =>
      name === 'IoReuseIrp' && isInside(frame) && other !== undefined && other.region === control.irp?.region,
  );
}

export interface Made {
  readonly call: Call;
  /** Where the result goes: a variable, the caller, or nowhere. */
  readonly result: { readonly variable: string } | 'returned' | 'dropped';
}

export function callIn({ stmt, source }: StatementPlace): Made | undefined {
  if (stmt.kind === 'return') {
    const call = callOf(stmt.value);
    return call && { call, result: 'returned' };
  }
  if (stmt.kind === 'decl') {
    const [only, ...others] = stmt.declarators;
    const call = callOf(only?.init);
    return only && call && others.length === 0 && !stmt.isConst ? { call, result: { variable: only.name } } : undefined;
  }
  if (stmt.kind !== 'expr') return undefined;
  const { expr } = stmt;
  const dropped = callOf(expr);
  if (dropped) return { call: dropped, result: 'dropped' };
  const call = expr.kind === 'assign' && expr.op === '=' ? callOf(expr.value) : undefined;
  return call && expr.kind === 'assign' && isQuietTarget(expr.target)
    ? { call, result: { variable: textOf(source, expr.target) } }
    : undefined;
}

function callOf(expr: Expr | undefined): Call | undefined {
  const inner = withoutCasts(expr);
  return inner?.kind === 'call' ? inner : undefined;
}
