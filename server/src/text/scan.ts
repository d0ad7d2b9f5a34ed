/**
 * One lexical pass over C or C++ text: comments, literals, directives, identifiers, numbers, punctuation. Tokens live in
 * flat arrays because a driver file has tens of thousands of them.
 */
import type { SourceLanguage } from './span';

export const TokenKind = {
  Ident: 1,
  Number: 2,
  String: 3,
  Char: 4,
  /** One character each, save `...`, `::`, `->`, `##`. */
  Punct: 5,
  Comment: 6,
  /** From `#` to the end of its logical line, without a comment that ends it. */
  Directive: 7,
} as const;

export class Tokens {
  count = 0;
  private kinds: Uint8Array;
  private starts: Int32Array;
  private ends: Int32Array;

  constructor(
    readonly text: string,
    capacity = 1024,
  ) {
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
  }

  push(kind: number, start: number, end: number): void {
    if (this.count === this.kinds.length) this.grow();
    this.kinds[this.count] = kind;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  pop(): void {
    if (this.count > 0) this.count--;
  }

  /** 0 outside the list, so that looking one token ahead or back needs no test. */
  kind(i: number): number {
    return i < this.count ? (this.kinds[i] ?? 0) : 0;
  }

  start(i: number): number {
    return i < this.count ? (this.starts[i] ?? 0) : this.text.length;
  }

  end(i: number): number {
    return i < this.count ? (this.ends[i] ?? 0) : this.text.length;
  }

  textOf(i: number): string {
    return i < 0 || i >= this.count ? '' : this.text.slice(this.starts[i], this.ends[i]);
  }

  /** The punctuation's first character code, 0 for every other token. */
  punct(i: number): number {
    return this.kind(i) === TokenKind.Punct ? this.text.charCodeAt(this.starts[i] ?? 0) : 0;
  }

  is(i: number, text: string): boolean {
    const start = this.starts[i] ?? 0;
    return i >= 0 && i < this.count && (this.ends[i] ?? 0) - start === text.length && this.text.startsWith(text, start);
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    const starts = new Int32Array(capacity);
    const ends = new Int32Array(capacity);
    kinds.set(this.kinds);
    starts.set(this.starts);
    ends.set(this.ends);
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
  }
}

const IDENT_START = 1;
const DIGIT = 2;
const SPACE = 4;
const CLASSES = classTable();

function classTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (let c = 0; c < 128; c++) {
    const ch = String.fromCharCode(c);
    if (/[A-Za-z_$]/.test(ch)) table[c] = IDENT_START;
    else if (/[0-9]/.test(ch)) table[c] = DIGIT;
    else if (/\s/.test(ch) || c < 32 || c === 127) table[c] = SPACE;
  }
  return table;
}

function classOf(c: number): number {
  if (c < 128) return CLASSES[c] ?? 0;
  return c === 0xa0 || c === 0xfeff || c === 0x2028 || c === 0x2029 || c === 0x3000 ? SPACE : IDENT_START;
}

export function isIdentChar(c: number): boolean {
  return (classOf(c) & (IDENT_START | DIGIT)) !== 0;
}

export function isSpace(c: number): boolean {
  return classOf(c) === SPACE;
}

export interface ScanOptions {
  readonly language: SourceLanguage;
  readonly start?: number;
  readonly end?: number;
  /** A directive's own text: `#` is punctuation. */
  readonly insideDirective?: boolean;
}

export function scan(text: string, options: ScanOptions): Tokens {
  return new Scanner(text, options).run();
}

class Scanner {
  private readonly tokens: Tokens;
  private readonly end: number;
  private readonly cpp: boolean;
  private pos: number;
  private lineStart: boolean;

  constructor(
    private readonly text: string,
    options: ScanOptions,
  ) {
    this.pos = options.start ?? 0;
    this.end = options.end ?? text.length;
    this.cpp = options.language === 'cpp';
    this.lineStart = options.insideDirective !== true;
    this.tokens = new Tokens(text, Math.max(64, (this.end - this.pos) >> 2));
    this.directives = options.insideDirective !== true;
  }

  private readonly directives: boolean;

  run(): Tokens {
    const { text, end } = this;
    while (this.pos < end) {
      const c = text.charCodeAt(this.pos);
      const cls = classOf(c);
      if (cls === SPACE) {
        if (c === 10 || c === 13) this.lineStart = this.directives;
        this.pos++;
      } else if (c === 92 && this.newlineLength(this.pos + 1) > 0) {
        this.pos += 1 + this.newlineLength(this.pos + 1);
      } else if (c === 47 && (this.at(1) === 47 || this.at(1) === 42)) {
        this.comment();
      } else if (c === 35 && this.lineStart) {
        this.directive();
      } else {
        this.lineStart = false;
        this.token(c, cls);
      }
    }
    return this.tokens;
  }

  private at(ahead: number): number {
    return this.pos + ahead < this.end ? this.text.charCodeAt(this.pos + ahead) : 0;
  }

  private newlineLength(at: number): number {
    if (at >= this.end) return 0;
    const c = this.text.charCodeAt(at);
    if (c === 10) return 1;
    if (c === 13) return this.text.charCodeAt(at + 1) === 10 ? 2 : 1;
    return 0;
  }

  private token(c: number, cls: number): void {
    const start = this.pos;
    if (cls === IDENT_START) {
      this.pos = this.identEnd(start + 1);
      const next = this.at(0);
      if ((next === 34 || next === 39) && this.isPrefix(start, next)) {
        if (this.cpp && next === 34 && this.text.charCodeAt(this.pos - 1) === 82) this.rawString(start);
        else this.quoted(start, next);
      } else this.tokens.push(TokenKind.Ident, start, this.pos);
    } else if (cls === DIGIT || (c === 46 && classOf(this.at(1)) === DIGIT)) {
      this.pos = this.numberEnd(start + 1);
      this.tokens.push(TokenKind.Number, start, this.pos);
    } else if (c === 34 || c === 39) {
      this.quoted(start, c);
    } else {
      this.pos += this.punctLength(c);
      this.tokens.push(TokenKind.Punct, start, this.pos);
    }
  }

  private identEnd(from: number): number {
    let i = from;
    while (i < this.end && isIdentChar(this.text.charCodeAt(i))) i++;
    return i;
  }

  /** `L"…"`, `u8"…"`, `LR"(…)"`; an identifier before a quote is otherwise a macro. */
  private isPrefix(start: number, quote: number): boolean {
    const length = this.pos - start;
    if (length > 3) return false;
    const prefix = this.text.slice(start, this.pos);
    return /^(?:L|u|U|u8)$/.test(prefix) || (this.cpp && quote === 34 && /^(?:L|u|U|u8)?R$/.test(prefix));
  }

  private numberEnd(from: number): number {
    const { text } = this;
    let i = from;
    while (i < this.end) {
      const c = text.charCodeAt(i);
      if (isIdentChar(c) || c === 46) i++;
      else if ((c === 43 || c === 45) && this.isExponent(i)) i++;
      else if (c === 39 && this.cpp && i + 1 < this.end && isIdentChar(text.charCodeAt(i + 1))) i += 2;
      else break;
    }
    return i;
  }

  private isExponent(sign: number): boolean {
    const before = this.text.charCodeAt(sign - 1) | 32;
    if (before === 112) return true;
    // In a hexadecimal number `e` is a digit: 0xE+1 is an addition.
    return before === 101 && (this.text.charCodeAt(this.pos + 1) | 32) !== 120;
  }

  private quoted(start: number, quote: number): void {
    const { text, end } = this;
    let i = this.pos + 1;
    while (i < end) {
      const c = text.charCodeAt(i);
      if (c === 92) i += 1 + Math.max(1, this.newlineLength(i + 1));
      else if (c === 10 || c === 13) break;
      else {
        i++;
        if (c === quote) break;
      }
    }
    this.pos = Math.min(i, end);
    this.tokens.push(quote === 34 ? TokenKind.String : TokenKind.Char, start, this.pos);
  }

  private rawString(start: number): void {
    const open = this.text.indexOf('(', this.pos);
    const delimiter = this.text.slice(this.pos + 1, open);
    if (open < 0 || open >= this.end || !/^[^\s()\\]{0,16}$/.test(delimiter)) {
      this.quoted(start, 34);
      return;
    }
    const close = this.text.indexOf(`)${delimiter}"`, open);
    this.pos = close < 0 ? this.end : Math.min(this.end, close + delimiter.length + 2);
    this.tokens.push(TokenKind.String, start, this.pos);
  }

  private punctLength(c: number): number {
    const next = this.at(1);
    if (c === 46 && next === 46 && this.at(2) === 46) return 3;
    if ((c === 58 && next === 58) || (c === 45 && next === 62) || (c === 35 && next === 35)) return 2;
    return 1;
  }

  private comment(): void {
    const start = this.pos;
    this.pos = this.commentEnd(start);
    this.tokens.push(TokenKind.Comment, start, this.pos);
  }

  private commentEnd(start: number): number {
    if (this.text.charCodeAt(start + 1) === 42) {
      const close = this.text.indexOf('*/', start + 2);
      return close < 0 || close + 2 > this.end ? this.end : close + 2;
    }
    let i = start + 2;
    while (i < this.end) {
      const c = this.text.charCodeAt(i);
      if (c === 10 || c === 13) break;
      i += c === 92 ? 1 + this.newlineLength(i + 1) : 1;
    }
    return Math.min(i, this.end);
  }

  /** Comments inside the directive follow it in the list, inside its span. */
  private directive(): void {
    const { text, end } = this;
    const start = this.pos;
    const comments: number[] = [];
    let i = start + 1;
    let last = i;
    while (i < end) {
      const c = text.charCodeAt(i);
      if (c === 10 || c === 13) break;
      if (c === 92) i += 1 + this.newlineLength(i + 1);
      else if (c === 47 && (text.charCodeAt(i + 1) === 47 || text.charCodeAt(i + 1) === 42)) {
        const close = this.commentEnd(i);
        comments.push(i, close);
        i = close;
        continue;
      } else if (c === 34 || c === 39) i = this.directiveQuoteEnd(i, c);
      else i++;
      if (!isSpace(c)) last = Math.min(i, end);
    }
    this.tokens.push(TokenKind.Directive, start, last);
    for (let k = 0; k < comments.length; k += 2) {
      this.tokens.push(TokenKind.Comment, comments[k] ?? 0, comments[k + 1] ?? 0);
    }
    this.pos = Math.min(i, end);
  }

  /** An apostrophe in `#error don't` opens no literal: without a closing quote on the line it is one character. */
  private directiveQuoteEnd(at: number, quote: number): number {
    let i = at + 1;
    while (i < this.end) {
      const c = this.text.charCodeAt(i);
      if (c === 10 || c === 13) return at + 1;
      i += c === 92 ? 1 + Math.max(1, this.newlineLength(i + 1)) : 1;
      if (c === quote) return i;
    }
    return at + 1;
  }
}
