/** Moves syntax that an edit did not touch to where it stands now. */
import type { MovableSpan } from './ast';

/** Everything with a place inside of a declaration, each once. */
export function placesIn(root: object): readonly MovableSpan[] {
  const places: MovableSpan[] = [];
  const seen = new Set<object>();
  const open: object[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (hasPlace(node)) places.push(node);
    const parts: readonly unknown[] = Object.values(node);
    for (const part of parts) if (typeof part === 'object' && part !== null) open.push(part);
  }
  return places;
}

export function move(places: readonly MovableSpan[], distance: number): void {
  for (const place of places) {
    place.start += distance;
    place.end += distance;
  }
}

/**
 * Where both are the same but for places, the old one takes the places of the new one. Answers whether it did.
 *
 * Layout and comments are no syntax: what was found out about the old objects holds for as long as they are what is written.
 */
export function takePlaces(old: object, now: object): boolean {
  const pairs: (readonly [MovableSpan, MovableSpan])[] = [];
  if (!isSame(old, now, pairs)) return false;
  for (const [place, there] of pairs) {
    place.start = there.start;
    place.end = there.end;
  }
  return true;
}

function isSame(old: object, now: object, pairs: (readonly [MovableSpan, MovableSpan])[]): boolean {
  const open: (readonly [object, object])[] = [[old, now]];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [a, b] = pair;
    const placed = hasPlace(a) && hasPlace(b);
    if (placed) pairs.push([a, b]);
    const left: readonly (readonly [string, unknown])[] = Object.entries(a);
    const right: readonly (readonly [string, unknown])[] = Object.entries(b);
    if (left.length !== right.length) return false;
    for (const [i, [key, one]] of left.entries()) {
      const [otherKey, other] = right[i] ?? [];
      if (key !== otherKey) return false;
      if (placed && (key === 'start' || key === 'end')) continue;
      if (typeof one === 'object' && typeof other === 'object' && one && other) open.push([one, other]);
      else if (one !== other) return false;
    }
  }
  return true;
}

function hasPlace(node: object): node is MovableSpan {
  return 'start' in node && typeof node.start === 'number' && 'end' in node;
}
