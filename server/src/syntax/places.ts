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

function hasPlace(node: object): node is MovableSpan {
  return 'start' in node && typeof node.start === 'number' && 'end' in node;
}
