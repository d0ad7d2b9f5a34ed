/** Syntax that was made for a graph and stands at a place of the source. */
import type { MovableSpan, Span } from '../syntax/ast';

export class Copies {
  private readonly pairs: { readonly copy: MovableSpan; readonly source: Span }[] = [];

  /** The copy stands where its source does; a source that is a copy itself was added before. */
  add(copy: MovableSpan, source: Span): void {
    this.pairs.push({ copy, source });
  }

  /** Goes to where the sources are now. */
  follow(): void {
    for (const { copy, source } of this.pairs) {
      copy.start = source.start;
      copy.end = source.end;
    }
  }
}

/** The brace that closes a block. */
export class ClosingBrace implements Span {
  constructor(private readonly block: Span) {}

  get start(): number {
    return Math.max(this.block.start, this.block.end - 1);
  }

  get end(): number {
    return this.block.end;
  }
}
