/**
 * Cuts a masked file into top-level items by its brackets alone. Each piece is parsed by itself, so that what is wrong in
 * one cannot reach another; a body whose brace is missing ends where the next function plainly starts.
 */
import { TokenKind, type Tokens } from '../text/scan';
import { oldStyleBody } from './heads';
import { isColumnZero, isFunctionHead, isFunctionStart, NON_CALL_KEYWORDS, parenthesisEnd } from '../text/structure';

export interface TopLevelItem {
  /** Token range. */
  readonly from: number;
  readonly to: number;
  /** Token of the `{` of a function body, -1 when it is no function definition. */
  readonly body: number;
  /** Its brackets do not match. */
  readonly broken: boolean;
  /** Enclosing namespaces. */
  readonly scope: readonly string[];
}

/** The items of a file, or of a token range in it: the members of a class. */
export function splitTopLevel(tokens: Tokens, from = 0, to = tokens.count): TopLevelItem[] {
  return new Splitter(tokens, from, to).run();
}

const OPEN_PAREN = 40;
const CLOSE_PAREN = 41;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const SEMICOLON = 59;

const TRAILING_QUALIFIERS = new Set(['const', 'volatile', 'noexcept', 'override', 'final', 'try', 'requires']);

class Splitter {
  private readonly items: TopLevelItem[] = [];
  /** Names of open namespaces; undefined for `extern "C" {`. */
  private readonly scopes: (string | undefined)[] = [];
  private scope: readonly string[] = [];
  private at: number;

  constructor(
    private readonly tokens: Tokens,
    from: number,
    private readonly end: number,
  ) {
    this.at = from;
  }

  run(): TopLevelItem[] {
    while (this.at < this.end) this.next();
    return this.items;
  }

  private next(): void {
    const c = this.tokens.punct(this.at);
    if (c === SEMICOLON) this.at++;
    else if (c === CLOSE_BRACE) this.closeScope();
    else if (!this.openScope()) this.item();
  }

  private closeScope(): void {
    if (this.scopes.length > 0) {
      this.scopes.pop();
      this.rescope();
      this.at++;
    } else this.push(this.at, this.at + 1, -1, true);
  }

  private rescope(): void {
    this.scope = this.scopes.filter((name) => name !== undefined);
  }

  private push(from: number, to: number, body: number, broken: boolean): void {
    this.items.push({ from, to, body, broken, scope: this.scope });
    this.at = to;
  }

  /** `namespace A::B {` and `extern "C" {`. */
  private openScope(): boolean {
    const { tokens } = this;
    let i = this.at;
    if (tokens.is(i, 'extern') && tokens.kind(i + 1) === TokenKind.String && tokens.punct(i + 2) === OPEN_BRACE) {
      return this.enter(undefined, i + 3);
    }
    // The mask leaves EXTERN_C { as extern {.
    if (tokens.is(i, 'extern') && tokens.punct(i + 1) === OPEN_BRACE) return this.enter(undefined, i + 2);
    if (tokens.is(i, 'inline') && tokens.is(i + 1, 'namespace')) i++;
    if (!tokens.is(i, 'namespace')) return false;
    const names: string[] = [];
    for (i++; tokens.kind(i) === TokenKind.Ident || tokens.is(i, '::'); i++) {
      if (tokens.kind(i) === TokenKind.Ident) names.push(tokens.textOf(i));
    }
    if (tokens.punct(i) !== OPEN_BRACE) return false;
    return this.enter(names.length > 0 ? names.join('::') : undefined, i + 1);
  }

  private enter(name: string | undefined, at: number): true {
    this.scopes.push(name);
    this.rescope();
    this.at = at;
    return true;
  }

  private item(): void {
    const { tokens } = this;
    const from = this.at;
    let parens = 0;
    let sawParens = false;
    let sawAssign = false;
    let i = this.afterTemplate(from);
    while (i < this.end) {
      const c = tokens.punct(i);
      if (c === OPEN_PAREN || c === OPEN_BRACKET) {
        parens++;
      } else if (c === CLOSE_PAREN || c === CLOSE_BRACKET) {
        parens = Math.max(0, parens - 1);
        if (parens === 0 && c === CLOSE_PAREN) {
          sawParens = true;
          const body = oldStyleBody(tokens, i);
          if (body >= 0 && body < this.end) return this.function(from, body, false);
          if (this.endsAnnotation(from, i)) return this.push(from, i + 1, -1, false);
        }
      } else if (c === OPEN_BRACE) {
        const unclosed = parens > 0 && isColumnZero(tokens, i);
        if (unclosed) parens = 0;
        const isBody = !sawAssign && (sawParens || unclosed) && parens === 0 && this.opensBody(i);
        if (isBody) return this.function(from, i, unclosed);
        const end = this.bracesEnd(i, false);
        if (end < 0) return this.push(from, this.unclosedEnd(i), -1, true);
        if (parens === 0 && this.endsWithoutSemicolon(from, end)) return this.push(from, end, -1, false);
        i = end;
        continue;
      } else if (c === SEMICOLON) {
        // A semicolon in parentheses at this level: the parenthesis was never closed.
        return this.push(from, i + 1, -1, parens > 0);
      } else if (c === CLOSE_BRACE) {
        return this.push(from, i, -1, true);
      } else if (c === 61 && parens === 0) {
        sawAssign = !tokens.is(i - 1, 'operator');
      } else if (parens > 0 && i > from && isFunctionStart(tokens, i)) {
        return this.push(from, i, -1, true);
      }
      i++;
    }
    this.push(from, i, -1, parens > 0);
  }

  /** Behind `template <…>`: what stands in it, parentheses and defaults too, is no part of what it is the template of. */
  private afterTemplate(from: number): number {
    const { tokens } = this;
    let i = from;
    while (tokens.is(i, 'template') && tokens.is(i + 1, '<')) {
      const end = this.anglesEnd(i + 1);
      if (end < 0) return from;
      i = end;
    }
    return i;
  }

  private anglesEnd(open: number): number {
    const { tokens } = this;
    let depth = 0;
    let parens = 0;
    for (let i = open; i < this.end; i++) {
      const c = tokens.punct(i);
      if (c === SEMICOLON || c === OPEN_BRACE) return -1;
      if (c === OPEN_PAREN) parens++;
      else if (c === CLOSE_PAREN) parens--;
      else if (parens === 0 && tokens.is(i, '<')) depth++;
      else if (parens === 0 && tokens.is(i, '>') && --depth === 0) return i + 1;
    }
    return -1;
  }

  /**
   * A macro invocation without a semicolon (`DEFINE_X(…)` and then another name), or a prototype without its semicolon
   * before a function that starts on its own line.
   */
  private endsAnnotation(from: number, close: number): boolean {
    const { tokens } = this;
    if (tokens.kind(close + 1) !== TokenKind.Ident) return false;
    if (isColumnZero(tokens, close + 1) && isFunctionStart(tokens, close + 1)) return true;
    const name = afterLinkage(tokens, from);
    if (tokens.kind(name) !== TokenKind.Ident || NON_CALL_KEYWORDS.has(tokens.textOf(name))) return false;
    if (TRAILING_QUALIFIERS.has(tokens.textOf(close + 1))) return false;
    return tokens.punct(name + 1) === OPEN_PAREN && parenthesisEnd(tokens, name + 1) === close + 1;
  }

  /** After the parameter list, also behind `const noexcept` or a constructor's initialisers. */
  private opensBody(brace: number): boolean {
    const { tokens } = this;
    const c = tokens.punct(brace - 1);
    if (c === CLOSE_PAREN || c === CLOSE_BRACE) return true;
    if (tokens.kind(brace - 1) !== TokenKind.Ident && c !== 42 && c !== 38 && c !== 62) return false;
    // `m_x{1}` in a constructor's initialisers is followed by the next one or the body.
    const end = this.bracesEnd(brace, false);
    const after = end < 0 ? 0 : tokens.punct(end);
    return after !== 44 && after !== OPEN_BRACE;
  }

  private function(from: number, body: number, unclosed: boolean): void {
    const end = this.bodyEnd(from, body);
    if (end >= 0) this.push(from, end, body, unclosed);
    else this.push(from, this.unclosedEnd(body), body, true);
  }

  /** Like {@link bracesEnd}, but one brace too many inside a body does not end it. */
  private bodyEnd(from: number, body: number): number {
    const { tokens } = this;
    const inColumnZero = isColumnZero(tokens, from);
    let end = this.bracesEnd(body, true);
    while (inColumnZero && end >= 0 && this.endsTooEarly(body, end)) {
      const next = this.bracesEnd(end, true, 1);
      if (next < 0) break;
      end = next;
    }
    return end;
  }

  /** A function that starts in column 0 ends there; text that goes on indented, or with `else`, is still inside. */
  private endsTooEarly(body: number, end: number): boolean {
    const { tokens } = this;
    if (end >= this.end || isColumnZero(tokens, end - 1) || isColumnZero(tokens, end)) return false;
    // Behind a remark another function begins.
    if (tokens.punct(end) === SEMICOLON || isFunctionHead(tokens, end)) return false;
    return /[\r\n]/.test(tokens.text.slice(tokens.start(body), tokens.start(end - 1)));
  }

  /** Index after the matching `}`; -1 when there is none before the next function (if one may not start inside) or the end. */
  private bracesEnd(open: number, stopAtFunction: boolean, depthBefore = 0): number {
    const { tokens } = this;
    let depth = depthBefore;
    for (let i = open; i < this.end; i++) {
      const c = tokens.punct(i);
      if (c === OPEN_BRACE) depth++;
      else if (c === CLOSE_BRACE && --depth === 0) return i + 1;
      else if (stopAtFunction && i > open && isFunctionStart(tokens, i)) return -1;
    }
    return -1;
  }

  private unclosedEnd(open: number): number {
    const { tokens } = this;
    let i = open + 1;
    while (i < this.end && !isFunctionStart(tokens, i)) i++;
    return i;
  }

  /** A record's or initialiser's brace goes on to `;`. Nothing can follow the brace of anything else. */
  private endsWithoutSemicolon(from: number, end: number): boolean {
    const { tokens } = this;
    const c = tokens.punct(end);
    if (
      c === SEMICOLON ||
      c === 44 ||
      c === 61 ||
      c === 42 ||
      c === OPEN_BRACKET ||
      c === OPEN_PAREN ||
      c === OPEN_BRACE
    )
      return false;
    if (tokens.kind(end) !== TokenKind.Ident) return true;
    // `} Name;` belongs to the record; a line that starts a function does not.
    return !tokens.is(from, 'typedef') && isFunctionStart(tokens, end);
  }
}

/** `DEFINE_GUID(…)` and its like: nothing but a call. */
export function isMacroInvocation(tokens: Tokens, item: TopLevelItem): boolean {
  const call = macroInvocation(tokens, item);
  return call !== undefined && call.name === item.from;
}

export interface MacroInvocation {
  /** Tokens of the macro's name, and of the parenthesis that closes its arguments. */
  readonly name: number;
  readonly close: number;
  readonly isStatic: boolean;
}

/** The item is the use of a macro alone, if need be with `static` or `extern` before it. */
export function macroInvocation(tokens: Tokens, item: TopLevelItem): MacroInvocation | undefined {
  const name = afterLinkage(tokens, item.from);
  if (item.body >= 0 || tokens.kind(name) !== TokenKind.Ident || tokens.punct(name + 1) !== OPEN_PAREN)
    return undefined;
  const word = tokens.textOf(name);
  if (NON_CALL_KEYWORDS.has(word) && word !== 'static_assert' && word !== '_Static_assert') return undefined;
  let depth = 0;
  for (let i = name + 1; i < item.to; i++) {
    const c = tokens.punct(i);
    if (c === OPEN_PAREN) depth++;
    else if (c === CLOSE_PAREN && --depth === 0) {
      const rest = item.to - i - 1;
      const isAlone = rest === 0 || (rest === 1 && tokens.punct(i + 1) === SEMICOLON);
      return isAlone ? { name, close: i, isStatic: tokens.is(item.from, 'static') } : undefined;
    }
  }
  return undefined;
}

function afterLinkage(tokens: Tokens, from: number): number {
  let i = from;
  while (tokens.is(i, 'static') || tokens.is(i, 'extern')) i++;
  return i;
}
