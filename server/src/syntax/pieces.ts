/** Parses stretches of one masked file, each as if it were a file of its own, and lowers them with true offsets. */
import type { Parser } from 'web-tree-sitter';
import type { Span } from './ast';
import { Cst, type GrammarNames } from './cst';
import { openSession } from './lower/open';
import { emptyDeclarations, type Declarations, type FileContext, type LoweringSession } from './lower/session';

export interface GrammarParser {
  readonly parser: Parser;
  readonly names: GrammarNames;
}

/** Characters that may be parsed again in a file's damaged places. What is then still unread stays so. */
const RECOVERY_BUDGET = 1_000_000;
const PARSE_OVERHEAD = 300;

export class Pieces {
  private budget: number;

  constructor(
    public masked: string,
    private readonly grammar: GrammarParser,
    readonly file: FileContext,
    /** Where declarations go. */
    public out: Declarations,
  ) {
    this.budget = RECOVERY_BUDGET + 4 * masked.length;
  }

  /** Characters that are left for reading again. */
  get left(): number {
    return this.budget;
  }

  /** A piece that is known already did cost this once. */
  charge(characters: number): void {
    this.budget -= characters;
  }

  /** Blanks a stretch for every parse to come. */
  blank(start: number, end: number): void {
    this.masked =
      this.masked.slice(0, start) + this.masked.slice(start, end).replace(/[^\r\n]/g, ' ') + this.masked.slice(end);
  }

  get exhausted(): boolean {
    return this.budget <= 0;
  }

  /** Like {@link parse}, but repeated reading of the same text comes to an end. */
  retry(start: number, end: number, prefix: string, suffix: string): Cst | undefined {
    if (this.exhausted) return undefined;
    this.budget -= end - start + PARSE_OVERHEAD;
    return this.parse(start, end, prefix, suffix);
  }

  /** The tree of `prefix + text[start, end) + suffix`; undefined when the parser gave up. */
  parse(start: number, end: number, prefix = '', suffix = ''): Cst | undefined {
    return this.parseText(prefix + this.masked.slice(start, end) + suffix, start - prefix.length, { start, end });
  }

  parseText(text: string, shift: number, own: Span): Cst | undefined {
    const tree = this.grammar.parser.parse(text);
    if (!tree) return undefined;
    try {
      return new Cst(tree, this.grammar.names, text, shift, own);
    } finally {
      tree.delete();
    }
  }

  session(cst: Cst): LoweringSession {
    return openSession(cst, this.file, this.out);
  }

  /** For a piece whose declarations are nobody's: a macro body. */
  detachedSession(cst: Cst, file: FileContext): LoweringSession {
    return openSession(cst, file, emptyDeclarations());
  }
}
