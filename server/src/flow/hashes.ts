/** Numbers that are equal for equal bindings: states are told apart by them before anything is compared. */
import type { Value } from './values';

export function mix(region: number, value: number): number {
  let h = Math.imul(region ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(value + 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 15;
  return Math.imul(h, 0x27d4eb2f);
}

const symbolHashes = new WeakMap<object, number>();

/** Equal for values that are the same. */
export function hashOf(value: Value): number {
  switch (value.k) {
    case 'int':
      return value.value | 0;
    case 'pointer':
      return value.region.id + 17;
    case 'symbol': {
      const known = symbolHashes.get(value.symbol);
      if (known !== undefined) return known;
      const hash = hashText(value.symbol.key);
      symbolHashes.set(value.symbol, hash);
      return hash;
    }
    case 'function':
      return hashText(value.name);
    case 'size':
    case 'bits':
    case 'any':
    case 'aggregate':
    case 'undefined':
    case 'unknown':
      return value.k.length;
  }
}

export function hashText(text: string): number {
  let hash = 5381;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 33) ^ text.charCodeAt(i)) | 0;
  return hash;
}
