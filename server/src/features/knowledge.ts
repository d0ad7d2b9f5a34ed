/**
 * What the analysis knows while a document is being edited: facts of the text as it was, and where its places are now. Features
 * that answer while somebody types do not wait for the next analysis.
 */
import type { WskFacts } from '../wsk/facts';

/** From offsets of a text to those of the text that it was made from by one edit. */
export class Shift {
  /** The part that is the same at the start, and from where on it is the same again. */
  private readonly prefix: number;
  private readonly tail: number;
  private readonly moved: number;

  constructor(
    private readonly before: string,
    after: string,
  ) {
    const shorter = Math.min(before.length, after.length);
    let prefix = 0;
    if (before === after) prefix = shorter;
    else while (prefix < shorter && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix++;
    let suffix = 0;
    while (
      suffix < shorter - prefix &&
      before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)
    )
      suffix++;
    this.prefix = prefix;
    this.tail = after.length - suffix;
    this.moved = before.length - after.length;
  }

  /** Inside of what was typed: the place where it was typed. */
  toBefore(offset: number): number {
    if (offset <= this.prefix) return offset;
    return offset >= this.tail ? offset + this.moved : this.prefix;
  }

  /** The text of a place of the text from before, where it is still there. */
  textBefore({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.before.slice(start, end);
  }
}

export interface Knowledge {
  readonly facts: WskFacts;
  /** From the document as it is to the text that the analysis saw. */
  readonly shift: Shift;
}
