// What has changed since the map was drawn before, for somebody who hears it.

import type { ShownMaps } from '../src/map/pageMessages';

/** More at once is another map: nobody listens to all of it. */
const MOST = 4;

/** Each callback of each table, and the word for its state. */
function states({ folders, states: words }: ShownMaps): Map<string, { readonly name: string; readonly word: string }> {
  const known = new Map<string, { readonly name: string; readonly word: string }>();
  for (const { uri, tables } of folders)
    for (const table of tables)
      for (const { callback, state } of table.callbacks) {
        const word = words.find((one) => one.state === state)?.word ?? state;
        known.set(JSON.stringify([uri, table.name, callback]), { name: `${table.name}, ${callback}`, word });
      }
  return known;
}

export function news(before: ShownMaps, after: ShownMaps): string {
  const former = states(before);
  const changed = [...states(after)].filter(([key, { word }]) => {
    const old = former.get(key);
    return old !== undefined && old.word !== word;
  });
  return changed
    .slice(0, MOST)
    .map(([, { name, word }]) => `${name}: ${word}`)
    .join('\n');
}
