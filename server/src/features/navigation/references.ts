/** Everything that belongs to an event: its callback, the entries of dispatch tables, the calls that switch it on or off. */
import type { Place } from '../../wsk/place';
import { placeKey, type EventUse } from './events';
import { targetAt, type NavigationRequest, type Target } from './target';

/** With both tables known they have to be the same one. */
function concerns(use: EventUse, { callbacks }: Target): boolean {
  return callbacks.some(
    ({ callback, tables }) =>
      use.callback === callback && (!tables || !use.tables || [...use.tables].some((table) => tables.has(table))),
  );
}

export function referencesAt(request: NavigationRequest, includeDeclaration: boolean): Place[] {
  const target = targetAt(request);
  if (!target) return [];
  const declarations = target.entries.map(({ handler }) => ({ file: handler.file, ...spanOf(handler.decl.nameSpan) }));
  const all = [
    ...(includeDeclaration ? declarations : []),
    ...target.entries.map(({ place }) => place),
    ...target.index.uses.filter((use) => concerns(use, target)).map(({ place }) => place),
  ];
  const places = new Map(all.map((place) => [placeKey(place), place]));
  return [...places.values()].sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start, end };
}
