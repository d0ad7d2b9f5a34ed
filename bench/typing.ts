/** Somebody types a statement at places all over a file, key by key, and takes it back. */
import type { Editor, Place } from './editor';

const typed = '\n    index = 1; // x';

/** Ends of statements inside functions, evenly spread. */
export function placesIn(text: string, count: number): Place[] {
  const ends = text
    .split(/\r?\n/)
    .flatMap((line, number) => (/^ {4,8}\S[^#]*;$/.test(line) ? [{ line: number, character: line.length }] : []));
  return Array.from({ length: Math.min(count, ends.length) }, (_, index) => {
    const place = ends[Math.floor(((index + 0.5) * ends.length) / count)];
    if (!place) throw new Error('there is no statement to type behind');
    return place;
  });
}

function after({ line, character }: Place, text: string): Place {
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { line, character: character + last.length }
    : { line: line + lines.length - 1, character: last.length };
}

/** How long each key took. */
export async function typeEverywhere(editor: Editor, places: readonly Place[]): Promise<number[]> {
  const times: number[] = [];
  for (const place of places) {
    for (let index = 0; index < typed.length; index++) {
      const at = after(place, typed.slice(0, index));
      times.push(await editor.edit(at, at, typed.charAt(index)));
    }
    times.push(await editor.edit(place, after(place, typed), ''));
  }
  return times;
}
