/** Fewer states at one point of the program: which of them become one, and in what order. */
import type { State } from './state';

/** Part of the cap up to which every difference in memory keeps states apart. */
const DETAIL = 0.35;

/** Up to so many states are kept apart that know the same of all objects. */
const FEW = 8;

/** What it counts where something under way is lost sight of: more than all else in which states differ. */
const LOST = 1000;

/**
 * Brings a list of states down to `cap`. States that differ only in what they know of symbols become one; beyond a few, so do
 * states that differ only in data on the heap; beyond the cap, those in which the semantic layer knows the same of the same places,
 * then all in which it knows the same, then those in which it knows nearly the same, at last those that differ in something under way,
 * of which no more is known then. Answers `complete: false` when states had to be dropped.
 */
export function reduceStates(states: State[], cap: number): { readonly states: State[]; readonly complete: boolean } {
  if (states.length <= 1) return { states, complete: true };
  const kept: State[] = [];
  for (const state of states) {
    const twin = kept.find((other) => other.sameGhosts(state) && other.sameMemory(state));
    if (twin) twin.widenConstraints(state);
    else kept.push(state);
  }
  if (kept.length <= Math.max(2, cap * DETAIL)) return { states: kept, complete: true };
  const distinct: State[] = [];
  for (const state of kept) {
    const twin = distinct.find((other) => other.sameEssentials(state));
    if (twin) twin.join(state);
    else distinct.push(state);
  }
  const objects = joinGroups(distinct, Math.min(cap, FEW), (a, b) => a.sameObjects(b));
  const apart = fold(
    joinGroups(objects, cap, (a, b) => a.sameUnsettled(b)),
    cap,
    Infinity,
  );
  const result = apart.length > cap ? fold(apart, cap, LOST) : apart;
  return { states: result.slice(0, cap), complete: result.length <= cap };
}

/** Joins states that are alike, the largest groups first, until no more than the cap are left. */
function joinGroups(states: readonly State[], cap: number, alike: (a: State, b: State) => boolean): readonly State[] {
  if (states.length <= cap) return states;
  const groups: State[][] = [];
  for (const state of states) {
    const group = groups.find(([first]) => first && alike(first, state));
    if (group) group.push(state);
    else groups.push([state]);
  }
  let count = states.length;
  for (const group of [...groups].sort((a, b) => b.length - a.length)) {
    const first = group[0];
    while (first && group.length > 1 && count > cap) {
      const last = group.pop();
      if (last) first.join(last);
      count--;
    }
  }
  return groups.flat();
}

/**
 * Joins what is beyond the cap into the states that differ least in objects: what differs is not known any more. A state that can be
 * joined with none of those that are kept takes the place of one of two that can be joined with each other.
 */
function fold(states: readonly State[], cap: number, price: number): State[] {
  const kept = states.slice(0, cap);
  for (const state of states.slice(cap)) {
    const nearest = nearestTo(state, kept, price);
    if (nearest) {
      nearest.state.join(state);
      continue;
    }
    const pair = nearestPair(kept, price);
    if (pair) {
      pair.one.join(pair.other);
      kept.splice(kept.indexOf(pair.other), 1);
    }
    kept.push(state);
  }
  return kept;
}

/** The state that differs least from this one in objects, of those that can be joined with it. */
function nearestTo(
  state: State,
  others: readonly State[],
  price: number,
): { readonly state: State; readonly distance: number } | undefined {
  let nearest: { readonly state: State; readonly distance: number } | undefined;
  for (const other of others) {
    const distance = other.distance(state, price);
    if (distance < (nearest?.distance ?? Infinity)) nearest = { state: other, distance };
  }
  return nearest;
}

function nearestPair(
  states: readonly State[],
  price: number,
): { readonly one: State; readonly other: State } | undefined {
  let pair: { readonly one: State; readonly other: State } | undefined;
  let least = Infinity;
  states.forEach((other, i) => {
    const nearest = nearestTo(other, states.slice(0, i), price);
    if (nearest && nearest.distance < least) {
      least = nearest.distance;
      pair = { one: nearest.state, other };
    }
  });
  return pair;
}
