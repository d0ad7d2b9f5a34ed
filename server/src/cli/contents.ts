/** Texts of the files of one call. Most of them nobody ever looks at: those are decoded when somebody does. */
import type { UnreadText } from '../core';
import { decodeSource, lacksAll } from '../text/decode';
import { WSK_WORDS } from '../wsk/outline';

/** A file's bytes, for a text that certainly names nothing of WSK. */
class UndecodedText implements UnreadText {
  readonly usesWsk = false;

  constructor(readonly bytes: Uint8Array) {}

  read(): string {
    return decodeSource(this.bytes).text;
  }
}

/** The bytes' text, or the promise of it where it has to do with WSK in no way. */
export function textOf(bytes: Uint8Array): string | UnreadText {
  return lacksAll(bytes, WSK_WORDS) ? new UndecodedText(bytes) : decodeSource(bytes).text;
}

export class Contents {
  private readonly texts = new Map<string, string | UnreadText>();

  get size(): number {
    return this.texts.size;
  }

  set(path: string, text: string | UnreadText): void {
    this.texts.set(path, text);
  }

  get(path: string): string | undefined {
    const text = this.texts.get(path);
    return typeof text === 'object' ? text.read() : text;
  }

  countLines(): number {
    let lines = 0;
    for (const text of this.texts.values())
      lines += text instanceof UndecodedText ? linesIn(text.bytes, 10) : linesIn(textIn(text), '\n');
    return lines;
  }
}

function textIn(text: string | UnreadText): string {
  return typeof text === 'string' ? text : text.read();
}

interface Searchable<T> {
  readonly length: number;
  indexOf(what: T, from: number): number;
  lastIndexOf(what: T): number;
}

function linesIn<T>(text: Searchable<T>, lineEnd: T): number {
  let lines = text.length === 0 || text.lastIndexOf(lineEnd) === text.length - 1 ? 0 : 1;
  for (let at = text.indexOf(lineEnd, 0); at >= 0; at = text.indexOf(lineEnd, at + 1)) lines++;
  return lines;
}
