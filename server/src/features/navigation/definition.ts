/** From an event flag, an option that switches events, or a member of a dispatch table to the function that WSK calls. */
import type { Place } from '../../wsk/place';
import { placeKey } from './events';
import { targetAt, type NavigationRequest } from './target';

/** The names of the callback functions; other servers find what a function's own name stands for. */
export function definitionsAt(request: NavigationRequest): Place[] {
  const target = targetAt(request);
  if (!target || target.kind === 'function') return [];
  const places = new Map<string, Place>();
  for (const { handler } of target.entries) {
    const { start, end } = handler.decl.nameSpan;
    const place = { file: handler.file, start, end };
    places.set(placeKey(place), place);
  }
  return [...places.values()];
}
