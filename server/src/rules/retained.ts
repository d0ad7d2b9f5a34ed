/** A callback's parameter that the driver still holds when the callback returns. */
import { alternatives, type SymbolValue, type Value } from '../flow/values';
import { rootOf, type Region } from '../flow/regions';
import type { State } from '../flow/state';
import { placeOf, type Place } from '../wsk/place';
import { siteInRoot } from './outputs';
import type { ReturnFact, WriteFact, WskFacts } from '../wsk/facts';

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
    for (const write of facts.writes) {
      if (write.root !== fact.root || write.region !== region || !isParameter(write.value, tag)) continue;
      places.push(storeOf(write));
      break;
    }
  }
  for (const write of facts.writes) {
    if (write.root !== fact.root || !isParameter(write.value, tag) || fact.state.bound(write.region)) continue;
    if (outlives(write.region, fact.state) && isHandedOver(write, fact, facts)) places.push(storeOf(write));
  }
  return places;
}

function storeOf(write: WriteFact): Store {
  return {
    place: siteInRoot(write.site),
    inside: write.site.frame?.parent && placeOf(write.site),
  };
}

/** A kernel routine, which may queue the memory for somebody, got it while it held the parameter: what it holds since is not known. */
function isHandedOver({ region, value }: WriteFact, { state, root }: ReturnFact, facts: WskFacts): boolean {
  const since = state.fallback(region);
  if (since?.d !== 'havoc') return false;
  return facts.calls.some((call) => {
    const held = since.id.startsWith(`call:${call.id}:`) && call.root === root ? call.before.bound(region) : undefined;
    return held?.k === 'symbol' && value.k === 'symbol' && held.symbol.key === value.symbol.key;
  });
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
