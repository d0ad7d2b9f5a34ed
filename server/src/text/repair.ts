/**
 * Statement-level repairs on the kept tokens: a macro used as a statement gets its semicolon, a `...` placeholder becomes an
 * empty statement, nesting beyond reason is cut. Every repair overwrites characters in place.
 */
import type { MaskBuffer, MaskOptions } from './mask';
import { TokenKind, Tokens } from './scan';
import type { TextSpan } from './span';
import { isFunctionStart, NON_CALL_KEYWORDS } from './structure';

export interface RepairedTokens {
  readonly tokens: Tokens;
  readonly placeholders: readonly TextSpan[];
  readonly lost: readonly TextSpan[];
}

export function repairStatements(tokens: Tokens, buffer: MaskBuffer, options: MaskOptions): RepairedTokens {
  return new StatementRepair(tokens, buffer, options).run();
}

const MAX_NESTING = 200;

type Context = 'file' | 'body' | 'record' | 'scope' | 'init' | 'paren' | 'control';

const CONTROL_KEYWORDS = new Set(['if', 'while', 'for', 'switch', 'catch', '__except', 'else', 'do']);
const BLOCK_KEYWORDS = new Set(['else', 'do', 'try', '__try', '__finally', '_try', '_finally', 'finally']);
/** Macros of the kernel headers for the clauses of a `__try`. */
const HANDLER_WORDS = new Set(['except', '_except', 'EXCEPT', 'finally', 'FINALLY']);
const RECORD_KEYWORDS = new Set(['struct', 'union', 'class', '__interface']);
const STATEMENT_KEYWORDS = new Set([
  'return', 'if', 'for', 'while', 'do', 'switch', 'goto', 'break', 'continue', 'case', 'default', '__try', '__leave',
]); // prettier-ignore
const TAGS = new Set(['struct', 'union', 'enum', 'class']);

class StatementRepair {
  private readonly out: Tokens;
  private readonly placeholders: TextSpan[] = [];
  private readonly lost: TextSpan[] = [];
  private readonly stack: Context[] = [];
  /** Inserted punctuation: the offsets, by the token that it precedes. */
  private readonly insertions = new Map<number, number>();
  private at = 0;
  private statementStart = true;
  /** Keyword that says what the next `{` opens, since the last statement or member boundary. */
  private opener: string | undefined;

  constructor(
    private readonly tokens: Tokens,
    private readonly buffer: MaskBuffer,
    private readonly options: MaskOptions,
  ) {
    this.out = new Tokens(tokens.text, Math.max(64, tokens.count));
  }

  run(): RepairedTokens {
    while (this.at < this.tokens.count) this.step();
    return { tokens: this.out, placeholders: this.placeholders, lost: this.lost };
  }

  private get context(): Context {
    return this.stack[this.stack.length - 1] ?? 'file';
  }

  private step(): void {
    const inserted = this.insertions.size > 0 ? this.insertions.get(this.at) : undefined;
    if (inserted !== undefined) {
      this.out.push(TokenKind.Punct, inserted, inserted + 1);
      this.insertions.delete(this.at);
      this.boundary();
    }
    const kind = this.tokens.kind(this.at);
    if (kind === TokenKind.Ident) return this.ident();
    const starts = this.statementStart;
    this.statementStart = false;
    switch (this.tokens.punct(this.at)) {
      case 40: // (
      case 91: // [
        return this.open(CONTROL_KEYWORDS.has(this.lastWord()) ? 'control' : 'paren');
      case 123: // {
        return this.openBrace();
      case 41: // )
      case 93: // ]
        return this.closeParen();
      case 125: // }
        return this.closeBrace();
      case 59: // ;
        if (this.context !== 'paren' && this.context !== 'control') this.boundary();
        break;
      case 58: // :
        if (this.tokens.is(this.at, ':') && (this.context === 'body' || this.context === 'record'))
          this.statementStart = true;
        break;
      case 46: // .
        if (starts && this.context === 'body' && this.tokens.is(this.at, '...')) return this.placeholder();
        break;
      case 44: // ,
        if (this.tokens.punct(this.at + 1) === 41 && this.context === 'paren') return this.drop(this.at + 1);
    }
    this.keep();
  }

  private keep(): void {
    this.out.push(this.tokens.kind(this.at), this.tokens.start(this.at), this.tokens.end(this.at));
    this.at++;
  }

  private drop(end: number): void {
    this.buffer.blank(this.tokens.start(this.at), this.tokens.end(end - 1));
    this.at = end;
  }

  private boundary(): void {
    this.statementStart = true;
    this.opener = undefined;
  }

  private lastWord(): string {
    return this.out.kind(this.out.count - 1) === TokenKind.Ident ? this.out.textOf(this.out.count - 1) : '';
  }

  private open(context: Context): void {
    if (this.stack.length >= MAX_NESTING) return this.cutNesting();
    this.stack.push(context);
    this.keep();
  }

  private openBrace(): void {
    const context = this.braceContext();
    if (this.stack.length >= MAX_NESTING) return this.cutNesting();
    this.stack.push(context);
    this.keep();
    this.boundary();
  }

  private braceContext(): Context {
    const last = this.out.count - 1;
    const word = this.lastWord();
    const punct = this.out.punct(last);
    if (this.opener === 'enum') return 'init';
    if (this.opener !== undefined && RECORD_KEYWORDS.has(this.opener) && punct !== 41 && punct !== 61) return 'record';
    if (this.context === 'init') return 'init';
    if (punct === 61 || punct === 44 || punct === 40 || punct === 91 || word === 'return') return 'init';
    if (this.insideBody()) {
      if (BLOCK_KEYWORDS.has(word) || this.options.language === 'c') return 'body';
      return this.out.kind(last) === TokenKind.Ident && !/^(?:mutable|noexcept|constexpr)$/.test(word)
        ? 'init'
        : 'body';
    }
    if (this.opener === 'namespace' || this.opener === 'extern') return punct === 41 ? 'body' : 'scope';
    return punct === 41 || word !== '' || punct === 125 ? 'body' : 'init';
  }

  private insideBody(): boolean {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const context = this.stack[i];
      if (context === 'body') return true;
      if (context === 'record' || context === 'scope') return false;
    }
    return false;
  }

  private closeParen(): void {
    const top = this.context;
    if (top === 'paren' || top === 'control') {
      this.stack.pop();
      this.statementStart = top === 'control';
    }
    this.keep();
  }

  private closeBrace(): void {
    // An unclosed parenthesis ends at the brace around it.
    let top = this.stack.pop();
    while (top === 'paren' || top === 'control') top = this.stack.pop();
    this.keep();
    if (top !== 'init') this.boundary();
    if (top === 'record') this.statementStart = false;
  }

  private ident(): void {
    const starts = this.statementStart;
    this.statementStart = false;
    const word = this.tokens.textOf(this.at);
    if (TAGS.has(word) || word === 'namespace' || word === 'extern') {
      if (this.isTagArgument(word)) return this.drop(this.at + 1);
      if (this.context !== 'paren') this.opener ??= word;
    }
    if ((word === 'if' || word === 'while') && this.context === 'body') return this.bareCondition();
    if (word === '__asm' || word === 'asm') return this.assembly();
    if (word === 'else' || word === 'do') this.statementStart = true;
    const atStart =
      starts &&
      (this.context === 'body' || this.context === 'record' || this.context === 'scope' || this.context === 'file');
    if (atStart && !NON_CALL_KEYWORDS.has(word)) return this.macroStatement(word);
    this.keep();
  }

  /** `if NT_SUCCESS(x)`: the macro brings its own parentheses. */
  private bareCondition(): void {
    const name = this.at + 1;
    const end =
      this.tokens.kind(name) === TokenKind.Ident && this.tokens.punct(name + 1) === 40 ? this.groupEnd(name + 1) : -1;
    const open = end < 0 ? -1 : this.buffer.findBlank(this.tokens.end(this.at), this.tokens.start(name));
    const close = open < 0 ? -1 : this.buffer.findBlank(this.tokens.end(end - 1), this.tokens.start(end));
    if (close < 0 || this.tokens.is(name, 'constexpr')) return this.keep();
    this.buffer.put(open, '(');
    this.buffer.put(close, ')');
    this.keep();
    this.out.push(TokenKind.Punct, open, open + 1);
    while (this.at < end) this.keep();
    this.out.push(TokenKind.Punct, close, close + 1);
    this.statementStart = true;
  }

  /** `CONTAINING_RECORD(p, struct FOO, Link)`: a type as a macro argument reads as a name without its tag. */
  private isTagArgument(word: string): boolean {
    if (word === 'namespace' || word === 'extern' || this.context !== 'paren' || !this.insideBody()) return false;
    const before = this.out.punct(this.out.count - 1);
    const after = this.tokens.punct(this.at + 2);
    return (
      this.tokens.kind(this.at + 1) === TokenKind.Ident &&
      (after === 44 || after === 41) &&
      (before === 44 || (before === 40 && this.out.kind(this.out.count - 2) === TokenKind.Ident)) &&
      !/^(?:sizeof|offsetof|alignof|typeof|decltype)$/.test(this.out.textOf(this.out.count - 2))
    );
  }

  private macroStatement(word: string): void {
    const name = this.at;
    if (this.tokens.punct(name + 1) !== 40) return this.bareMacro(name);
    const end = this.groupEnd(name + 1);
    if (end < 0) return this.keep();
    const next = this.tokens.punct(end);
    if (next === 123 && this.context === 'body' && word.length >= 5 && !HANDLER_WORDS.has(word)) {
      // FOR_EACH(x) { … }: a body that runs any number of times.
      this.buffer.replace(this.tokens.start(name), this.tokens.end(name), 'while');
      this.keep();
      this.out.pop();
      this.out.push(TokenKind.Ident, this.tokens.start(name), this.tokens.start(name) + 5);
      return;
    }
    if (this.wantsSemicolon(word, end)) this.insertSemicolon(end);
    this.keep();
  }

  private wantsSemicolon(word: string, next: number): boolean {
    if (next >= this.tokens.count) return this.options.statementMacros?.has(word) === true;
    const isBrace = this.tokens.punct(next) === 125;
    if (this.tokens.kind(next) !== TokenKind.Ident && !isBrace) return false;
    if (isBrace || this.options.statementMacros?.has(word) === true) return true;
    if (STATEMENT_KEYWORDS.has(this.tokens.textOf(next))) return true;
    return (
      this.lineBreakBetween(next - 1, next) &&
      !/^(?:const|noexcept|override|final|try|requires)$/.test(this.tokens.textOf(next))
    );
  }

  private lineBreakBetween(a: number, b: number): boolean {
    const text = this.tokens.text.slice(this.tokens.end(a), this.tokens.start(b));
    return /[\r\n]/.test(text);
  }

  private insertSemicolon(next: number): void {
    const blank = this.buffer.findBlank(this.tokens.end(next - 1), this.tokens.start(next));
    if (blank < 0) return;
    this.buffer.put(blank, ';');
    this.insertions.set(next, blank);
  }

  /** `PAGED_BLOCK` alone on a line before `Foo(x);` is a macro, not the type of a declaration. */
  private bareMacro(name: number): void {
    const next = name + 1;
    if (
      this.context === 'body' &&
      this.tokens.kind(next) === TokenKind.Ident &&
      /^[A-Z][A-Z0-9_]{3,}$/.test(this.tokens.textOf(name)) &&
      this.lineBreakBetween(name, next) &&
      (this.tokens.punct(next + 1) === 40 ||
        this.tokens.is(next + 1, '->') ||
        STATEMENT_KEYWORDS.has(this.tokens.textOf(next)))
    ) {
      this.insertSemicolon(next);
    }
    this.keep();
  }

  private groupEnd(open: number): number {
    let depth = 0;
    for (let i = open; i < this.tokens.count; i++) {
      const c = this.tokens.punct(i);
      if (c === 40 || c === 123 || c === 91) depth++;
      else if (c === 41 || c === 125 || c === 93) {
        depth--;
        if (depth === 0) return c === 41 ? i + 1 : -1;
      } else if (c === 59 && depth === 1) return -1;
    }
    return -1;
  }

  private placeholder(): void {
    const start = this.tokens.start(this.at);
    const end = this.tokens.end(this.at);
    this.becomePlaceholder(start, end);
    this.at++;
  }

  private becomePlaceholder(start: number, end: number): void {
    this.buffer.replace(start, end, ';');
    this.placeholders.push({ start, end });
    this.out.push(TokenKind.Punct, start, start + 1);
    this.boundary();
  }

  /** `__asm { … }`, `__asm("…")` and `__asm` to the end of the line. */
  private assembly(): void {
    const start = this.tokens.start(this.at);
    let next = this.at + 1;
    while (this.tokens.is(next, 'volatile') || this.tokens.is(next, 'goto')) next++;
    const c = this.tokens.punct(next);
    if (this.context !== 'body') return this.keep();
    if (c === 123 || c === 40) next = this.bracketEnd(next);
    else
      while (next < this.tokens.count && !this.lineBreakBetween(next - 1, next) && this.tokens.punct(next) !== 125)
        next++;
    this.becomePlaceholder(start, this.tokens.end(next - 1));
    this.at = next;
  }

  private bracketEnd(open: number): number {
    let depth = 0;
    for (let i = open; i < this.tokens.count; i++) {
      const c = this.tokens.punct(i);
      if (c === 40 || c === 123) depth++;
      else if ((c === 41 || c === 125) && --depth === 0) return i + 1;
    }
    return open + 1;
  }

  /** Blanks from the bracket that goes too deep to its partner, or to where a next function plainly starts. */
  private cutNesting(): void {
    let depth = 0;
    let end = this.at;
    while (end < this.tokens.count) {
      const c = this.tokens.punct(end);
      if (end > this.at && isFunctionStart(this.tokens, end)) {
        // Whatever was open is not closed by what follows.
        this.stack.length = 0;
        this.boundary();
        break;
      }
      if (c === 40 || c === 91 || c === 123) depth++;
      else if (c === 41 || c === 93 || c === 125) depth--;
      end++;
      if (depth === 0) break;
    }
    this.lost.push({ start: this.tokens.start(this.at), end: this.tokens.end(end - 1) });
    this.drop(end);
  }
}
