/** An NPI that stays captured when the driver has started, and of which every release belongs to a start that failed. */
import { rootOf } from '../../flow/regions';
import { isGhost } from '../../wsk/objects';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { calledFunctions } from '../activation';
import { argumentOf } from '../dispatch';
import { areAllCalls } from '../mentions';
import { registrationOf, succeeded } from '../registration';
import type { RuleContext } from '../rule';

const RELEASE = 'WskReleaseProviderNPI';

interface Unreleased {
  readonly deregistration: CallFact;
  readonly captured: CallFact;
}

/** Deregistrations that the driver comes to later with the NPI that its start has kept. */
export function neverReleased(facts: WskFacts, files: RuleContext['files']): readonly Unreleased[] {
  if (facts.roots.some(({ incomplete }) => incomplete)) return [];
  const called = calledFunctions(facts);
  const own = facts.calls.filter(({ fn, root }) => fn !== undefined && !called.has(root.fn));
  const releases = own.filter(({ name }) => name === RELEASE);
  if (!releases.every((fact) => registrationOf(fact)?.captured !== undefined)) return [];
  const unreleased = own.flatMap((fact): Unreleased[] => {
    const key = fact.name === 'WskDeregister' ? globalKey(fact) : undefined;
    if (key === undefined || registrationOf(fact) !== undefined) return [];
    const captured = keptAtExit(key, facts, called);
    return captured ? [{ deregistration: fact, captured }] : [];
  });
  if (unreleased.length === 0) return [];
  const seen = facts.calls.filter(({ name }) => name === RELEASE);
  return areAllCalls([RELEASE], seen, files) ? unreleased : [];
}

/** A registration that every function means when it names it. */
function globalKey(fact: CallFact): string | undefined {
  const value = argumentOf(fact, 'registration')?.value;
  return value?.k === 'pointer' && rootOf(value.region).r === 'global' ? `registration:${value.region.key}` : undefined;
}

/** The capture with which some function that nobody in the workspace calls has ended. */
function keptAtExit(key: string, facts: WskFacts, called: ReturnType<typeof calledFunctions>): CallFact | undefined {
  for (const { root, frame, state } of facts.exits) {
    if (called.has(root.fn) || frame.parent) continue;
    const ghost = state.ghost(key);
    if (!ghost || !isGhost(ghost, 'registration') || ghost.released || ghost.deregistered) continue;
    if (ghost.captured && succeeded(ghost.captured, state)) return ghost.captured;
  }
  return undefined;
}
