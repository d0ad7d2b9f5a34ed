/** IRPs that live in a member of a structure, from one function to the next. */
import { constantOf } from '../flow/arithmetic';
import { chain } from '../flow/frames';
import type { FunctionEntity } from '../flow/program';
import { fieldKey } from '../wsk/fieldFacts';
import { isGhost } from '../wsk/objects';
import { walkStatement } from '../syntax/walk';
import type { CallFact, ExitFact, WskFacts } from '../wsk/facts';

/** A request with an IRP that a function before has used and left in a member, and nobody has made ready again. */
export interface StaleRequest {
  readonly call: CallFact;
  /** The last request of the function that put the IRP there. */
  readonly before: CallFact;
}

export function staleRequests(facts: WskFacts): readonly StaleRequest[] {
  const sent = facts.calls.filter((call) => call.fn && keptIn(call) !== undefined);
  if (sent.length === 0) return [];
  const left = leftBehind(facts);
  const stale: StaleRequest[] = [];
  for (const call of sent) {
    const before = left.get(keptIn(call) ?? '');
    if (!before || before === 'ready' || before.site.start === call.site.start) continue;
    const atSite = facts.calls.filter((one) => one.site.start === call.site.start && one.site.file === call.site.file);
    const isUnknown = atSite.every(({ irp }) => irp?.ghost.phase === 'unknown' && irp.ghost.own === true);
    if (isUnknown && !mayBeReset(call, facts)) stale.push({ call, before });
  }
  return stale;
}

/** The member in which the call's IRP was when the analysed code began. */
function keptIn({ irp }: CallFact): string | undefined {
  const place = irp?.value.k === 'symbol' ? irp.value.symbol.initialOf : undefined;
  return place && place.r === 'field' ? fieldKey(place) : undefined;
}

/** By member: the request through which each IRP went that is left there, or that one is left there ready for the next. */
function leftBehind(facts: WskFacts): ReadonlyMap<string, CallFact | 'ready'> {
  const helpers = new Set<FunctionEntity>();
  for (const { frame } of facts.calls) for (const { fn } of chain(frame).slice(1)) helpers.add(fn);
  const left = new Map<string, CallFact | 'ready'>();
  for (const exit of facts.exits) {
    // What a helper leaves its callers go on with.
    if (exit.stage !== 'completed' || exit.frame.kind !== 'root' || helpers.has(exit.root.fn)) continue;
    for (const [key, state] of keptAtEnd(exit, facts)) if (left.get(key) !== 'ready') left.set(key, state);
  }
  return left;
}

function keptAtEnd({ state, root }: ExitFact, facts: WskFacts): (readonly [string, CallFact | 'ready'])[] {
  const found: (readonly [string, CallFact | 'ready'])[] = [];
  for (const [region, value] of state.entries()) {
    if (region.r !== 'field') continue;
    const isThere = value.k === 'symbol' && constantOf(state, value) !== 0;
    const ghost = isThere ? state.ghost(`irp:*(${value.symbol.key})`) : undefined;
    if (!ghost || !isGhost(ghost, 'irp') || ghost.phase === 'freed') continue;
    const key = fieldKey(region);
    if (key === undefined) continue;
    found.push([key, ghost.phase === 'completed' && ghost.call ? ghost.call : 'ready']);
  }
  for (const call of facts.calls) {
    const key = call.root === root && call.irp ? keptIn(call) : undefined;
    const ghost = key !== undefined && call.irp ? state.ghost(`irp:${call.irp.region.key}`) : undefined;
    if (key !== undefined && ghost && isGhost(ghost, 'irp') && ghost.phase === 'allocated') found.push([key, 'ready']);
  }
  return found;
}

/** The function resets such an IRP somewhere, or code that is not there may. */
function mayBeReset(call: CallFact, { calls, program }: WskFacts): boolean {
  const resets = calls.some(
    (one) => one.root === call.root && /^Io(?:Reuse|Initialize)Irp$/.test(one.name) && keptIn(one) === keptIn(call),
  );
  if (resets) return true;
  let found = false;
  for (const { fn } of chain(call.frame))
    if (fn.decl.body)
      walkStatement(fn.decl.body, (expr) => {
        if (expr.kind !== 'call' || expr.callee.kind !== 'ident') return;
        const { name } = expr.callee;
        found ||=
          program.resolvePrototype(name, fn.file) !== undefined &&
          program.resolveFunction(name, fn.file, expr.args.length)?.decl.body === undefined;
      });
  return found;
}
