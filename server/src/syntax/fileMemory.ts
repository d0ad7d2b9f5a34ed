/**
 * What was read of a file before. An edit touches one or two pieces of it; the others keep their syntax, the same objects, and
 * move to their new places.
 */
import type { MacroDecl, MovableSpan } from './ast';
import type { Declarations } from './lower/session';
import { move, placesIn } from './places';
import type { AskedNames } from './typeNames';

/** A stretch of the file's text, and what became of it. */
export interface Piece {
  readonly declarations: Declarations;
  /** Names that the reading asked for: with other answers it would read otherwise. */
  readonly asked: AskedNames;
  readonly askedTypedefs: ReadonlyMap<string, boolean>;
  /** Names that it found out to be types. */
  readonly found: readonly string[];
  /** Characters of the recovery's budget that it took. */
  readonly cost: number;
  /** The grammar could not read it as a whole: its items are pieces of their own. */
  readonly isSplit: boolean;
}

export interface Macro {
  readonly decl: MacroDecl;
  readonly asked: AskedNames;
}

interface Remembered<T> {
  readonly what: T;
  start: number;
  places: readonly MovableSpan[] | undefined;
}

/** Things of one kind, by the text that they were read from. */
export class Memory<T extends object> {
  private readonly byText = new Map<string, Remembered<T>[]>();

  add(text: string, start: number, what: T): void {
    this.put(text, { what, start, places: undefined });
  }

  /** Takes one that is good out of the memory, puts it into the other and moves it there. */
  moveTo(other: Memory<T>, text: string, start: number, isGood: (what: T, distance: number) => boolean): T | undefined {
    const list = this.byText.get(text);
    const at = list?.findIndex((one) => isGood(one.what, start - one.start)) ?? -1;
    const [found] = list && at >= 0 ? list.splice(at, 1) : [];
    if (!found) return undefined;
    if (found.start !== start) {
      move((found.places ??= placesIn(found.what)), start - found.start);
      found.start = start;
    }
    other.put(text, found);
    return found.what;
  }

  private put(text: string, remembered: Remembered<T>): void {
    const list = this.byText.get(text);
    if (list) list.push(remembered);
    else this.byText.set(text, [remembered]);
  }
}

export class FileMemory {
  readonly pieces = new Memory<Piece>();
  readonly macros = new Memory<Macro>();
}
