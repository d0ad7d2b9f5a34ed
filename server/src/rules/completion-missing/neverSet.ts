/** IRPs that a structure keeps, made in one function and sent in another, and that no function gives a completion routine. */
import type { State } from '../../flow/state';
import { isNull, sameValue, type Value } from '../../flow/values';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { setsRoutine } from '../../wsk/names';
import { calledFunctions } from '../activation';
import { areAllCalls } from '../mentions';
import type { RuleContext } from '../rule';

interface Bare {
  readonly call: CallFact;
  /** What the driver allocated for the member. */
  readonly allocated: Value;
}

export function neverSet(facts: WskFacts, files: RuleContext['files']): readonly Bare[] {
  if (facts.roots.some(({ incomplete }) => incomplete)) return [];
  const called = calledFunctions(facts);
  const setters = facts.calls.filter(({ name, root }) => setsRoutine.has(name) && !called.has(root.fn));
  if (setters.length === 0) return [];
  const members = new Map<string, Value | undefined>();
  const allocatedIn = (member: string): Value | undefined => {
    if (!members.has(member)) members.set(member, allocatedFor(member, facts));
    return members.get(member);
  };
  const bare = facts.calls.flatMap((call): Bare[] => {
    const member = call.fn && call.irp && !called.has(call.root.fn) ? memberOf(call.irp.value) : undefined;
    const allocated = member === undefined ? undefined : allocatedIn(member);
    if (member === undefined || !allocated || setters.some((setter) => maySet(setter, member, facts))) return [];
    return [{ call, allocated }];
  });
  // Where one that the text names was not seen, it may be what sets the routine.
  return bare.length > 0 && areAllCalls(setsRoutine, setters, files) ? bare : [];
}

/** The value is what the member of this name held when the function began. */
function memberOf(value: Value): string | undefined {
  const region = value.k === 'symbol' ? value.symbol.initialOf : undefined;
  return region?.r === 'field' ? region.name : undefined;
}

/** An IRP of the driver's own, where no function leaves anything else in a member of that name. */
function allocatedFor(member: string, facts: WskFacts): Value | undefined {
  const values = facts.exits.flatMap(({ state }) => keptIn(member, state));
  const made = values.filter((value) => memberOf(value) !== member);
  return made.every(isAllocation) ? made[0] : undefined;
}

/** What a path leaves in members of that name. */
function keptIn(member: string, state: State): readonly Value[] {
  const kept: Value[] = [];
  for (const [region, value] of state.entries())
    if (region.r === 'field' && region.name === member && !isNull(value) && value.k !== 'unknown') kept.push(value);
  return kept;
}

function isAllocation(value: Value): boolean {
  return value.k === 'symbol' && value.symbol.tag === 'irp-allocation';
}

/** The routine may be set on the member's IRP: on that member of any structure, or on one of which nothing is known. */
function maySet(setter: CallFact, member: string, facts: WskFacts): boolean {
  const irp = setter.args[0]?.value;
  if (!irp) return true;
  const own = memberOf(irp);
  if (own !== undefined) return own === member;
  if (!isAllocation(irp)) return true;
  return facts.exits.some(({ state }) => keptIn(member, state).some((value) => sameValue(value, irp)));
}
