/** Work that needs a low IRQL, or blocks, where WSK or the I/O manager calls the driver. */
import { constantOf } from '../flow/arithmetic';
import type { Frame } from '../flow/frames';
import type { State } from '../flow/state';
import { alternatives, type Value } from '../flow/values';
import { model, type Irql, type KernelCondition } from '../model';
import type { CallFact, WaitFact, WskFacts } from '../wsk/facts';
import { callPath, callPlace, callWithin, leaves, type Place } from '../wsk/place';
import { allocates } from '../wsk/names';
import { isNullHere } from '../wsk/values';
import { inCompletion } from '../flow/frames';
import type { RelatedReport } from './rule';
import { query } from './query';

const DISPATCH_LEVEL = 2;
const AT_DISPATCH = model.flags.get('WSK_FLAG_AT_DISPATCH_LEVEL')?.value;

/** What stands between the callback's entry and the call. */
export type Guard = 'irql' | 'flag' | undefined;

export interface LowIrqlCall {
  readonly call: CallFact;
  /** What needs the low level: the called routine, the control code, or the pageable function of the workspace. */
  readonly routine: string;
  readonly guard: Guard;
  /** Set when the call is a wait. */
  readonly wait: Pick<WaitFact, 'outstanding'> | undefined;
  readonly maxIrql: Irql;
}

/** Calls in callbacks and completion routines that must not happen at DISPATCH_LEVEL. */
export const lowIrqlCalls = query((facts): readonly LowIrqlCall[] => {
  const waits = new Map(facts.waits.map((wait) => [wait.call, wait]));
  return facts.calls.flatMap((call): LowIrqlCall[] => {
    if ((call.root.callback === undefined && !call.root.isCompletion) || inCompletion(call.frame)) return [];
    const wait = waits.get(call);
    if (wait)
      return wait.blocks ? [{ call, routine: call.name, guard: guardOf(call), wait, maxIrql: 'APC_LEVEL' }] : [];
    if (waitsForUsers(call.name))
      return [{ call, routine: call.name, guard: guardOf(call), wait: { outstanding: [] }, maxIrql: 'APC_LEVEL' }];
    if (isPagedCode(call))
      return call.frame.parent
        ? [{ call, routine: call.frame.fn.name, guard: guardOf(call), wait, maxIrql: 'APC_LEVEL' }]
        : [];
    const maxIrql = call.fn ? wskLimit(call) : kernelLimit(call, facts);
    const routine = call.control?.code?.name ?? call.name;
    return maxIrql ? [{ call, routine, guard: guardOf(call), wait, maxIrql }] : [];
  });
});

/** A wait until others, such as a request whose routine gives back its reference, no longer use something. */
function waitsForUsers(name: string): boolean {
  const routine = model.kernelRoutines.get(name);
  return routine?.blocks === 'always' && (routine.group === 'rundown' || routine.group === 'remove-lock');
}

/** A wait of which `wait-in-callback` speaks: below DISPATCH_LEVEL only one for WSK, which may need this very callback to return. */
export function isForbiddenWait({ guard, wait }: LowIrqlCall): boolean {
  return wait !== undefined && (guard === undefined || wait.outstanding.length > 0);
}

/** The first call from each place in a callback, without those of helpers that `wait-in-callback` names already. */
export function callsBesideWaits(
  facts: WskFacts,
  isWanted: (one: LowIrqlCall) => boolean,
): readonly (LowIrqlCall & { readonly place: Place })[] {
  const all = lowIrqlCalls(facts).map((one) => ({ ...one, place: placeInRoot(one.call) }));
  const seen = new Set(all.filter(isForbiddenWait).map(({ place }) => placeKey(place)));
  return all.filter((one) => {
    const key = placeKey(one.place);
    if (!isWanted(one) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function placeKey({ file, start }: Place): string {
  return `${file}:${start}`;
}

export function isPagedCode(call: CallFact): boolean {
  return call.name === 'PAGED_CODE' || call.name === 'PAGED_CODE_LOCKED';
}

function pointsToNonZero(value: Value, state: State): boolean {
  if (value.k !== 'pointer') return false;
  return state.within(value.region).some(([, part]) => {
    const n = constantOf(state, part);
    return n !== undefined && n !== 0;
  });
}

function wskLimit(call: CallFact): Irql | undefined {
  const irql = call.control?.code ?? call.fn?.irql;
  const max = irql && ('max' in irql ? irql.max : irql.irql);
  if (!max || !isLow(max)) return undefined;
  if (call.fn?.irql.maxNoWait) {
    // Only a timeout that is certainly there needs the lower level.
    const timeout = call.args[1];
    const n = timeout && constantOf(call.before, timeout.value);
    return n === undefined || n === 0 ? undefined : max;
  }
  return max;
}

function kernelLimit(call: CallFact, facts: WskFacts): Irql | undefined {
  const routine = model.kernelRoutines.get(call.name);
  if (!routine || givesBack(call.name)) return undefined;
  if (isLow(routine.maxIrql)) return routine.maxIrql;
  return routine.conditions.find((condition) => isLow(condition.maxIrql) && holds(condition, call, facts))?.maxIrql;
}

/** What gives back a lock was named when the lock was taken. */
function givesBack(name: string): boolean {
  return /^(?:Ex|Ke)(?:Release|Leave)(?!Semaphore)/.test(name);
}

function holds(condition: KernelCondition, call: CallFact, facts: WskFacts): boolean {
  const value = call.args[condition.param]?.value;
  if (!value) return false;
  const values = alternatives(value);
  const named = (name: string): boolean => condition.values.includes(name);
  switch (condition.test) {
    case 'true':
      return values.every((one) => (constantOf(call.before, one) ?? 0) !== 0);
    case 'one-of':
    case 'has-flag': {
      const codes = condition.values.flatMap((name) => facts.program.platform.constant(name) ?? []);
      return values.every((one) => {
        if (leaves(one.origin).some((leaf) => leaf.kind === 'name' && leaf.name !== undefined && named(leaf.name)))
          return true;
        const n = constantOf(call.before, one);
        return (
          n !== undefined &&
          codes.some((code) => (condition.test === 'one-of' ? n === code : Math.floor(n / code) % 2 === 1))
        );
      });
    }
    case 'timeout-not-zero':
      return isNullHere(value, call.before) || pointsToNonZero(value, call.before);
    case 'pageable-memory':
      return false;
  }
}

/** The call allocates from a pool that can be paged out. */
export function allocatesPageable(call: CallFact, facts: WskFacts): boolean {
  return allocates.has(call.name) && kernelLimit(call, facts) !== undefined;
}

function isLow(irql: Irql): boolean {
  return irql === 'PASSIVE_LEVEL' || irql === 'APC_LEVEL';
}

function guardOf(call: CallFact): Guard {
  return readsIrql(call.before) ? 'irql' : lacksDispatchFlag(call) ? 'flag' : undefined;
}

/** The path has asked KeGetCurrentIrql, and the answer was below DISPATCH_LEVEL. */
function readsIrql(state: State): boolean {
  for (const [key, constraint] of state.constrained()) {
    if (key.startsWith('irql:') && (constraint.high < DISPATCH_LEVEL || constraint.not.includes(DISPATCH_LEVEL)))
      return true;
  }
  return false;
}

function lacksDispatchFlag(call: CallFact): boolean {
  const callback = call.root.callback === undefined ? undefined : model.callbacks.get(call.root.callback);
  const index = callback?.params.findIndex((param) => param.name === 'Flags') ?? -1;
  const name = call.root.fn.decl.params?.[index]?.name;
  if (!name || AT_DISPATCH === undefined) return false;
  const flags = `param:${call.root.fn.id}:${name}`;
  const keys = new Set([`(${flags} & #${AT_DISPATCH})`, `(#${AT_DISPATCH} & ${flags})`]);
  for (const [key, constraint] of call.before.constrained())
    if (keys.has(key) && ((constraint.low === 0 && constraint.high === 0) || constraint.not.includes(AT_DISPATCH)))
      return true;
  return false;
}

/** The call in the callback itself that leads to the work. */
export function placeInRoot(call: CallFact): Place {
  return callWithin(call, rootFrame(call.frame));
}

function rootFrame(frame: Frame): Frame {
  let root = frame;
  while (root.parent) root = root.parent;
  return root;
}

/** The way from the callback to the call: each call below the first, and the call that does it. */
export function wayTo(call: CallFact): readonly RelatedReport[] {
  const path = callPath(call.frame);
  if (path.length === 0) return [];
  const steps = path.slice(1).map((step, i) => ({
    place: step.place,
    message: { id: 'step', args: { caller: path[i]?.callee ?? '', callee: step.callee } },
  }));
  return [...steps, { place: callPlace(call), message: { id: 'reached', args: { routine: call.name } } }];
}

/** `the callback X`: the part that the root plays. */
export function roleOf(call: CallFact): string {
  return call.root.callback ?? call.root.fn.name;
}
