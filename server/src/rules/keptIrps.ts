/** IRPs that live in a member of a structure, from one function to the next. */
import { constantOf } from '../flow/arithmetic';
import { chain } from '../flow/frames';
import { rootOf } from '../flow/regions';
import { sameValue } from '../flow/values';
import type { FunctionEntity } from '../flow/program';
import { fieldKey } from '../wsk/fieldFacts';
import { putsOnList, takesFromList } from '../wsk/names';
import { isGhost } from '../wsk/objects';
import { walkStatement } from '../syntax/walk';
import type { CallFact, ExitFact, WskFacts } from '../wsk/facts';
import { irpGhosts } from './irp';

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

/** A request whose IRP comes with its record from a list, where completion routines put such records with IRPs as they are. */
export function pooledRequests(facts: WskFacts): readonly StaleRequest[] {
  const sent = facts.calls.filter((call) => call.fn && sourceOf(call, facts) !== undefined);
  if (sent.length === 0) return [];
  const put = putBack(facts);
  return sent.flatMap((call): StaleRequest[] => {
    const before = put.get(`${keptIn(call)} on ${sourceOf(call, facts)}`);
    const { phase, own } = call.irp?.ghost ?? {};
    return before && own === true && phase === 'unknown' && !mayBeReset(call, facts) ? [{ call, before }] : [];
  });
}

/** The list from which the record was taken in which the call's IRP stands. */
function sourceOf({ irp }: CallFact, { calls }: WskFacts): string | undefined {
  const place = irp?.value.k === 'symbol' ? irp.value.symbol.initialOf : undefined;
  const root = place && rootOf(place);
  if (root?.r !== 'pointee' || !root.symbol.key.startsWith('result:')) return undefined;
  const taken = calls.find(({ name, id }) => takesFromList.has(name) && root.symbol.key === `result:${id}`);
  return taken && listOf(taken);
}

/** A list that has a name of its own: a global, or a member of a structure. */
function listOf({ args: [list] }: CallFact): string | undefined {
  return list?.value.k === 'pointer' ? fieldKey(list.value.region) : undefined;
}

/** By member and list: the request that had ended in the IRP with which its record went there. */
function putBack({ calls }: WskFacts): ReadonlyMap<string, CallFact> {
  const put = new Map<string, CallFact>();
  for (const call of calls) {
    const { name, args, before } = call;
    const at = putsOnList.get(name);
    const entry = at === undefined ? undefined : args[at]?.value;
    const record = entry?.k === 'pointer' ? rootOf(entry.region) : undefined;
    if (record?.r !== 'pointee') continue;
    for (const ghost of irpGhosts(before)) {
      const irp = ghost.phase === 'completed' ? ghost.call?.irp?.value : undefined;
      if (!ghost.call || irp?.k !== 'symbol') continue;
      const [place] = before.within(record).find(([, held]) => sameValue(held, irp)) ?? [irp.symbol.initialOf];
      const key = place && rootOf(place) === record ? fieldKey(place) : undefined;
      const list = listOf(call);
      if (key !== undefined && list !== undefined) put.set(`${key} on ${list}`, ghost.call);
    }
  }
  return put;
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
