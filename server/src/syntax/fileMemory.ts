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
  readonly start: number;
  /** Position in the file's order of things. */
  readonly order: number;
  taken: boolean;
  places: readonly MovableSpan[] | undefined;
}

/** Things of one kind, by the text that they were read from. */
export class Memory<T extends object> {
  private readonly byText = new Map<string, Remembered<T>[]>();
  private readonly inOrder: Remembered<T>[] = [];
  private next = 0;

  add(text: string, start: number, what: T): void {
    this.put(text, start, what, undefined);
  }

  /** Hands one that is good over to the other memory and moves it to where it is now. */
  moveTo(other: Memory<T>, text: string, start: number, isGood: (what: T, distance: number) => boolean): T | undefined {
    const found = this.byText.get(text)?.find((one) => !one.taken && isGood(one.what, start - one.start));
    if (!found) return undefined;
    if (found.start !== start) move((found.places ??= placesIn(found.what)), start - found.start);
    this.take(found);
    other.put(text, start, found.what, found.places);
    return found.what;
  }

  /** The one that stood where a text is new, if it is good: what is new there may be the same but for its layout. */
  takePredecessor(isGood: (what: T) => boolean): T | undefined {
    const one = this.inOrder[this.next];
    if (!one || one.taken || !isGood(one.what)) return undefined;
    this.take(one);
    return one.what;
  }

  private take(one: Remembered<T>): void {
    one.taken = true;
    this.next = one.order + 1;
  }

  private put(text: string, start: number, what: T, places: readonly MovableSpan[] | undefined): void {
    const remembered: Remembered<T> = { what, start, order: this.inOrder.length, taken: false, places };
    this.inOrder.push(remembered);
    const list = this.byText.get(text);
    if (list) list.push(remembered);
    else this.byText.set(text, [remembered]);
  }
}

export class FileMemory {
  readonly pieces = new Memory<Piece>();
  readonly macros = new Memory<Macro>();
}
