/** A callback's parameter that the driver still holds when the callback returns. */
import { alternatives, type SymbolValue, type Value } from '../flow/values';
import { rootOf, type Region } from '../flow/regions';
import type { State } from '../flow/state';
import { placeOf, type Place } from '../wsk/place';
import { siteInRoot } from './outputs';
import type { ReturnFact, WskFacts } from '../wsk/facts';

export interface Store {
  /** In the callback itself: the store, or the call of the helper that stores. */
  readonly place: Place;
  /** The store, where it stands in a helper. */
  readonly inside: Place | undefined;
}

/** Stores of the parameter with this tag that still stand when the callback returns, in memory that outlives it. */
export function storesAtReturn(fact: ReturnFact, tag: RegExp, facts: WskFacts): readonly Store[] {
  const places: Store[] = [];
  for (const [region, value] of fact.state.entries()) {
    // Of paths that were joined, one that keeps it is enough: all of them return the same.
    if (!alternatives(value).some((one) => isParameter(one, tag)) || !outlives(region, fact.state)) continue;
    const write = facts.writes.find(
      (one) => one.root === fact.root && one.region === region && isParameter(one.value, tag),
    );
    if (write) places.push({ place: siteInRoot(write.site), inside: write.site.frame?.parent && placeOf(write.site) });
  }
  return places;
}

export function isParameter(value: Value, tag: RegExp): value is SymbolValue {
  return value.k === 'symbol' && tag.test(value.symbol.tag);
}

/** Memory that others can reach: not a local, not one of the callback's outputs, not given back to the pool. */
function outlives(region: Region, state: State): boolean {
  const root = rootOf(region);
  if (root.r === 'local') return false;
  if (root.r !== 'pointee') return root.r === 'global';
  if (state.ghost(`freed:${root.key}`)) return false;
  return !/^(?:callback|nullable):(?!.*:SocketContext$)/.test(root.symbol.tag);
}

/** One of the values that the memory may hold is the symbol. */
export function isHeld(symbol: SymbolValue['symbol'], state: State): boolean {
  for (const [, value] of state.entries()) {
    if (alternatives(value).some((one) => one.k === 'symbol' && one.symbol.key === symbol.key)) return true;
  }
  return false;
}
