/** Parses stretches of one masked file, each as if it were a file of its own, and lowers them with true offsets. */
import type { Parser } from 'web-tree-sitter';
import { Cst, type GrammarNames } from './cst';
import { openSession } from './lower/open';
import { emptyDeclarations, type Declarations, type FileContext, type LoweringSession } from './lower/session';

export interface GrammarParser {
  readonly parser: Parser;
  readonly names: GrammarNames;
}

export class Pieces {
  constructor(
    public masked: string,
    private readonly grammar: GrammarParser,
    readonly file: FileContext,
    readonly out: Declarations,
  ) {}

  /** Blanks a stretch for every parse to come. */
  blank(start: number, end: number): void {
    this.masked =
      this.masked.slice(0, start) + this.masked.slice(start, end).replace(/[^\r\n]/g, ' ') + this.masked.slice(end);
  }

  /** The tree of `prefix + text[start, end) + suffix`; undefined when the parser gave up. */
  parse(start: number, end: number, prefix = '', suffix = ''): Cst | undefined {
    return this.parseText(prefix + this.masked.slice(start, end) + suffix, start - prefix.length);
  }

  parseText(text: string, shift: number): Cst | undefined {
    const tree = this.grammar.parser.parse(text);
    if (!tree) return undefined;
    try {
      return new Cst(tree, this.grammar.names, text, shift);
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
