/** What two paths that become one know together. */
import { hashText } from './hashes';
import type { Region } from './regions';
import type { Constraint } from './state';
import { sameValue, type Fallback, type Value } from './values';

const MAX_ALTERNATIVES = 6;
/** The states of a machine are many, and its tests tell them apart. */
const MAX_NUMBERS = 16;

export function joinValues(a: Value, b: Value, region: Region): Value {
  const all: Value[] = [];
  for (const value of [a, b].flatMap((v) => (v.k === 'any' ? v.values : [v]))) {
    if (value.k === 'unknown' || value.k === 'undefined' || value.k === 'aggregate')
      return { k: 'unknown', origin: a.origin };
    if (!all.some((known) => sameValue(known, value))) all.push(value);
  }
  const only = all[0];
  if (all.length === 1 && only) return only;
  const limit = all.every(isNumber) ? MAX_NUMBERS : MAX_ALTERNATIVES;
  if (all.length > limit) return { k: 'unknown', origin: a.origin };
  return { k: 'any', values: all, region, origin: a.origin };
}

/** The interval that holds both, without what both exclude. */
export function hull(a: Constraint, b: Constraint): Constraint {
  const excludedBy = (c: Constraint, n: number): boolean => n < c.low || n > c.high || c.not.includes(n);
  const not = [...new Set([...a.not, ...b.not])].filter((n) => excludedBy(a, n) && excludedBy(b, n));
  const low = Math.min(a.low, b.low);
  const high = Math.max(a.high, b.high);
  return {
    ...{ low, high, not },
    ...((a.made ?? b.made) && { made: true }),
    ...((a.asked ?? b.asked) && { asked: true }),
  };
}

export function joinFallbacks(region: Region, fallback: Fallback): Fallback {
  return { d: 'havoc', id: `join:${region.id}:${fallbackHash(fallback)}` };
}

/** Equal for fallbacks that are the same. */
export function fallbackHash(fallback: Fallback): number {
  return hashText(fallback.d === 'havoc' ? fallback.id : fallback.d);
}

export function sameFallback(a: Fallback, b: Fallback | undefined): boolean {
  return a === b || (a.d === b?.d && (a.d !== 'havoc' || (b.d === 'havoc' && a.id === b.id)));
}

/** A number, be it one that is not known. */
export function isNumber(value: Value): boolean {
  return value.k === 'int' || (value.k === 'symbol' && value.symbol.type?.t === 'scalar');
}
