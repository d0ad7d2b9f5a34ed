/** Reading abstract values the way WSK code means them. */
import type { Region, Regions } from '../flow/regions';
import type { State } from '../flow/state';
import { pointee } from '../flow/types';
import { alternatives, type Value } from '../flow/values';
import { constantOf, normalise } from '../flow/arithmetic';
import { model, type SocketCategory } from '../model';
import type { Type } from '../flow/types';

/** The region that a pointer value denotes, without splitting alternatives. */
export function regionOf(value: Value, regions: Regions): Region | undefined {
  if (value.k === 'pointer') return value.region;
  if (value.k === 'symbol') return regions.pointee(value.symbol, pointee(value.symbol.type));
  return undefined;
}

/** Certainly NULL (or 0) on this path. */
export function isNullHere(value: Value, state: State): boolean {
  const all = alternatives(value);
  return all.length > 0 && all.every((one) => constantOf(state, one) === 0);
}

/** Certainly not NULL on this path. */
export function isNonNullHere(value: Value, state: State): boolean {
  return alternatives(value).every((one) => {
    if (one.k === 'pointer' || one.k === 'function') return true;
    if (one.k === 'int') return one.value !== 0;
    if (one.k !== 'symbol') return false;
    const c = state.constraint(one.symbol.key);
    return c.not.includes(0) || c.low > 0 || c.high < 0;
  });
}

/** Not NULL here, as far as the path has asked: states that were joined may have forgotten what a test answered. */
export function isTestedHere(value: Value, state: State): boolean {
  if (isNonNullHere(value, state)) return true;
  return alternatives(value).every(
    (one) => one.k === 'symbol' && state.isAskedAbout(one.symbol.key) && !isNullHere(one, state),
  );
}

/** The status may be this code on this path. */
export function mayBe(value: Value, code: number, state: State): boolean {
  const n = normalise(code);
  return alternatives(value).some((one) => {
    if (one.k === 'int') return normalise(one.value) === n;
    if (one.k !== 'symbol') return one.k !== 'pointer' && one.k !== 'function';
    const c = state.constraint(one.symbol.key);
    return n >= c.low && n <= c.high && !c.not.includes(n);
  });
}

/** The socket category of a provider table type; undefined for BASIC and for what is not one. */
export function providerCategory(type: Type | undefined): SocketCategory | undefined {
  const table = type && model.tables.get(type.name);
  if (!table || table.side !== 'provider' || table.category === 'client' || table.category === 'basic')
    return undefined;
  return table.category;
}

export function clientTableCategory(type: Type | undefined): SocketCategory | undefined {
  const table = type && model.tables.get(type.name);
  return table?.side === 'client' && table.category !== 'client' ? table.category : undefined;
}

/** Memory routines get a pointer to the first element where the whole array is meant. */
export function whole(region: Region): Region {
  return region.r === 'element' && region.index === 0 ? region.base : region;
}
