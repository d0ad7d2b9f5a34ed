/**
 * Where statements end, by keywords, brackets and semicolons alone: for text that the grammar could not read. Every index is that
 * of a token; `end` is the index at which the text is over.
 */
import { TokenKind, type Tokens } from '../text/scan';

const MAX_DEPTH = 200;
const STATEMENT_KEYWORDS = new Set(
  'if else for while do switch case default return goto break continue __try __except __finally __leave'.split(' '),
);
/** `try`, `finally` and their like are macros of the kernel headers; some drivers have capitals of their own. */
const TRY_WORDS = new Set(['__try', 'try', '_try', 'TRY']);
export const EXCEPT_WORDS = new Set(['__except', 'except', '_except', 'EXCEPT', 'catch']);
export const FINALLY_WORDS = new Set(['__finally', 'finally', '_finally', 'FINALLY']);

export class StatementBounds {
  private depth = 0;

  constructor(private readonly tokens: Tokens) {}

  /** Index after the statement that starts at `i`, by brackets and keywords alone. */
  after(i: number, end: number): number {
    if (i >= end) return end;
    if (this.depth >= MAX_DEPTH) return this.skipLeaf(i, end);
    this.depth++;
    const next = this.skipInner(i, end);
    this.depth--;
    return Math.min(end, Math.max(next, i + 1));
  }

  /** Index after the `)` of a condition; -1 when it is not closed before the statement goes on. */
  conditionEnd(open: number, end: number, semicolons: boolean): number {
    const { tokens } = this;
    if (tokens.punct(open) !== 40) return -1;
    let depth = 0;
    for (let i = open; i < end; i++) {
      const c = tokens.punct(i);
      if (c === 40) depth++;
      else if (c === 41 && --depth === 0) return i + 1;
      else if ((c === 59 && !semicolons) || c === 123 || c === 125) return -1;
      else if (i > open && this.isStatementKeyword(i)) return -1;
    }
    return -1;
  }

  isTry(i: number): boolean {
    return this.tokens.punct(i + 1) === 123 && TRY_WORDS.has(this.tokens.textOf(i));
  }

  isHandler(i: number): boolean {
    const word = this.tokens.textOf(i);
    const c = this.tokens.punct(i + 1);
    return (c === 123 && FINALLY_WORDS.has(word)) || (c === 40 && EXCEPT_WORDS.has(word));
  }

  isLabel(i: number): boolean {
    return this.tokens.kind(i) === TokenKind.Ident && this.tokens.is(i + 1, ':');
  }

  /** The `:` of the label or `case` at `i`; -1 when there is none. */
  colonAfter(i: number, end: number): number {
    let depth = 0;
    for (let k = i + 1; k < end; k++) {
      const c = this.tokens.punct(k);
      if (c === 63) depth++;
      else if (c === 59 || c === 123) return -1;
      else if (c === 58 && !this.tokens.is(k, '::') && depth-- === 0) return k;
    }
    return -1;
  }

  private isStatementKeyword(i: number): boolean {
    return this.tokens.kind(i) === TokenKind.Ident && STATEMENT_KEYWORDS.has(this.tokens.textOf(i));
  }

  private skipInner(i: number, end: number): number {
    const { tokens } = this;
    const c = tokens.punct(i);
    if (c === 123) return this.skipBraces(i, end);
    if (c === 59 || c === 125) return i + 1;
    if (tokens.kind(i) !== TokenKind.Ident) return this.skipLeaf(i, end);
    switch (tokens.textOf(i)) {
      case 'if':
        return this.skipIf(i, end);
      case 'for':
      case 'while':
      case 'switch':
        return this.after(this.skipCondition(i + 1, end, tokens.is(i, 'for')), end);
      case 'do':
        return this.skipDo(i, end);
      case 'else':
        return this.after(i + 1, end);
      case 'case':
      case 'default': {
        const colon = this.colonAfter(i, end);
        return colon < 0 ? this.skipLeaf(i, end) : colon + 1;
      }
      default:
        if (this.isTry(i)) return this.skipTry(i, end);
        if (this.isHandler(i)) {
          const clause = tokens.punct(i + 1) === 40;
          return this.after(clause ? this.skipCondition(i + 1, end, false) : i + 1, end);
        }
        return this.isLabel(i) ? i + 2 : this.skipLeaf(i, end);
    }
  }

  private skipIf(i: number, end: number): number {
    const { tokens } = this;
    let at = i;
    // A chain of else-ifs is a list, not a nesting.
    for (;;) {
      let open = at + 1;
      while (tokens.is(open, 'constexpr')) open++;
      const then = this.after(this.skipCondition(open, end, false), end);
      if (then >= end || !tokens.is(then, 'else')) return then;
      if (!tokens.is(then + 1, 'if')) return this.after(then + 1, end);
      at = then + 1;
    }
  }

  /** Index where the body starts; with a condition that is not closed, at its brace or after its semicolon. */
  private skipCondition(open: number, end: number, semicolons: boolean): number {
    const close = this.conditionEnd(open, end, semicolons);
    if (close >= 0) return close;
    for (let i = open; i < end; i++) {
      const c = this.tokens.punct(i);
      if (c === 123 || c === 125) return i;
      if (c === 59 && !semicolons) return i;
    }
    return end;
  }

  private skipDo(i: number, end: number): number {
    const { tokens } = this;
    const body = this.after(i + 1, end);
    if (!tokens.is(body, 'while')) return body;
    const close = this.conditionEnd(body + 1, end, false);
    if (close < 0) return this.skipLeaf(body, end);
    return tokens.punct(close) === 59 ? close + 1 : close;
  }

  private skipTry(i: number, end: number): number {
    const { tokens } = this;
    let at = this.after(i + 1, end);
    while (at < end && this.isHandler(at)) {
      const body = tokens.punct(at + 1) === 40 ? this.skipCondition(at + 1, end, false) : at + 1;
      at = Math.max(at + 1, this.after(body, end));
    }
    return at;
  }

  private skipBraces(open: number, end: number): number {
    let depth = 0;
    for (let i = open; i < end; i++) {
      const c = this.tokens.punct(i);
      if (c === 123) depth++;
      else if (c === 125 && --depth === 0) return i + 1;
    }
    return end;
  }

  /** To the semicolon; a statement keyword or an outer brace shows that it is missing. */
  private skipLeaf(from: number, end: number): number {
    let i = from;
    while (i < end) {
      const c = this.tokens.punct(i);
      if (c === 59) return i + 1;
      if (c === 125) return i;
      if (c === 123) {
        i = this.skipBraces(i, end);
        continue;
      }
      if (i > from && this.isStatementKeyword(i)) return i;
      i++;
    }
    return end;
  }
}
