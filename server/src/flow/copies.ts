/** Syntax that was made for a graph and stands at a place of the source. */
import type { MovableSpan, Span } from '../syntax/ast';

export class Copies {
  private readonly pairs: { readonly copy: MovableSpan; readonly source: Span }[] = [];

  /** The copy stands where its source does; a source that is a copy itself was added before. */
  add(copy: MovableSpan, source: Span): void {
    this.pairs.push({ copy, source });
  }

  /** A new place that stays where `source` is. */
  at(source: Span): MovableSpan {
    const made = { start: source.start, end: source.end };
    this.add(made, source);
    return made;
  }

  /** A deep copy, for code that runs at more than one place. */
  of<T>(node: T): T {
    const copy = structuredClone(node);
    this.addAll(copy, node);
    return copy;
  }

  private addAll(copy: unknown, source: unknown): void {
    const stack: [unknown, unknown][] = [[copy, source]];
    for (let pair = stack.pop(); pair; pair = stack.pop()) {
      const [made, from] = pair;
      if (typeof made !== 'object' || made === null || typeof from !== 'object' || from === null) continue;
      if (isMovable(made) && isMovable(from)) this.add(made, from);
      const originals = new Map<string, unknown>(Object.entries(from));
      for (const [key, value] of Object.entries(made)) stack.push([value, originals.get(key)]);
    }
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

function isMovable(value: object): value is MovableSpan {
  return 'start' in value && typeof value.start === 'number' && 'end' in value && typeof value.end === 'number';
}
