/** Preprocessor directives of one file: which text is dead, what is defined, included, and said in pragmas. */
import { evaluateCondition, type ConditionValue } from './condition';
import { isIdentChar, isSpace, TokenKind, type Tokens } from './scan';
import type { SourceLanguage, TextSpan } from './span';
import { PREDEFINED, PREDEFINED_BY_LANGUAGE } from './words/definitions';

export interface MacroDefinition extends TextSpan {
  readonly name: string;
  readonly nameSpan: TextSpan;
  readonly params: readonly string[] | undefined;
  readonly variadic: boolean;
  /** Of the body in the file, with its line continuations; empty at the directive's end when there is none. */
  readonly body: TextSpan;
  /** Another branch of a condition that nobody can decide gives the name another meaning. */
  doubtful?: true;
}

export interface IncludeDirective extends TextSpan {
  readonly path: string;
  readonly system: boolean;
}

export interface PragmaDirective extends TextSpan {
  /** After `#pragma`. */
  readonly body: TextSpan;
}

export interface Directives {
  readonly macros: readonly MacroDefinition[];
  readonly includes: readonly IncludeDirective[];
  readonly pragmas: readonly PragmaDirective[];
  /** Dead branches, in order, from the end of the directive that opens one to the start of the one that ends it. */
  readonly inactive: readonly TextSpan[];
}

export interface DirectiveOptions {
  readonly language: SourceLanguage;
  readonly defines?: ReadonlyMap<string, string>;
}

export function readDirectives(text: string, tokens: Tokens, options: DirectiveOptions): Directives {
  return new DirectiveReader(text, options).read(tokens);
}

interface Conditional {
  /** Text around it is live. */
  readonly outer: boolean;
  /** A branch was chosen already. */
  taken: boolean;
  live: boolean;
  /** The branch was taken although the condition is not known. */
  guessed: boolean;
}

class DirectiveReader {
  private readonly macros: MacroDefinition[] = [];
  private readonly includes: IncludeDirective[] = [];
  private readonly pragmas: PragmaDirective[] = [];
  private readonly inactive: TextSpan[] = [];
  private readonly stack: Conditional[] = [];
  private readonly local = new Map<string, string | null>();
  /** What an unknown `#ifdef X` was taken to be, so that a later `#ifndef X` agrees with it. */
  private readonly assumed = new Map<string, string | null>();
  private live = true;
  private deadFrom = 0;

  constructor(
    private readonly text: string,
    private readonly options: DirectiveOptions,
  ) {}

  read(tokens: Tokens): Directives {
    for (let i = 0; i < tokens.count; i++) {
      if (tokens.kind(i) === TokenKind.Directive) this.directive(tokens.start(i), tokens.end(i));
    }
    if (!this.live) this.inactive.push({ start: this.deadFrom, end: this.text.length });
    return { macros: this.macros, includes: this.includes, pragmas: this.pragmas, inactive: this.inactive };
  }

  private directive(start: number, end: number): void {
    const nameStart = this.skipSpace(start + 1, end);
    const nameEnd = this.wordEnd(nameStart, end);
    const body = this.skipSpace(nameEnd, end);
    switch (this.text.slice(nameStart, nameEnd)) {
      case 'if':
        return this.open(start, end, this.live ? this.condition(body, end) : undefined);
      case 'ifdef':
        return this.open(start, end, this.isDefined(body, end, true));
      case 'ifndef':
        return this.open(start, end, this.isDefined(body, end, false));
      case 'elif':
        return this.next(start, end, () => this.condition(body, end));
      case 'elifdef':
        return this.next(start, end, () => this.isDefined(body, end, true));
      case 'elifndef':
        return this.next(start, end, () => this.isDefined(body, end, false));
      case 'else':
        return this.next(start, end, () => 1);
      case 'endif':
        return this.close(start, end);
      default:
        if (this.live) this.liveDirective(this.text.slice(nameStart, nameEnd), start, body, end);
        else if (this.text.slice(nameStart, nameEnd) === 'define') this.deadDefine(body, end);
    }
  }

  /** What the other build would define. */
  private deadDefine(at: number, end: number): void {
    const top = this.stack[this.stack.length - 1];
    if (top?.guessed !== true || !top.outer) return;
    const nameEnd = this.wordEnd(at, end);
    const text = this.unspliced(nameEnd, end);
    const name = this.text.slice(at, nameEnd);
    const taken = [...this.macros].reverse().find((macro) => macro.name === name);
    if (!taken) return;
    const other = this.unspliced(taken.nameSpan.end, taken.end);
    if (other !== text && (meansOther(other, text) || meansOther(text, other))) taken.doubtful = true;
  }

  private liveDirective(name: string, start: number, body: number, end: number): void {
    if (name === 'define') this.define(start, body, end);
    else if (name === 'undef') this.local.set(this.text.slice(body, this.wordEnd(body, end)), null);
    else if (name === 'include' || name === 'import') this.include(start, body, end);
    else if (name === 'pragma') this.pragmas.push({ start, end, body: { start: body, end } });
  }

  private open(start: number, end: number, value: ConditionValue): void {
    const live = this.live && value !== 0;
    this.stack.push({ outer: this.live, taken: live, live, guessed: live && value === undefined });
    this.become(live, start, end);
  }

  private next(start: number, end: number, value: () => ConditionValue): void {
    const top = this.stack[this.stack.length - 1];
    if (!top) return;
    top.live = top.outer && !top.taken && value() !== 0;
    if (top.live) top.taken = true;
    this.become(top.live, start, end);
  }

  private close(start: number, end: number): void {
    const top = this.stack.pop();
    if (top) this.become(top.outer, start, end);
  }

  private become(live: boolean, start: number, end: number): void {
    if (this.live && !live) this.deadFrom = end;
    if (!this.live && (live || start > this.deadFrom)) {
      this.inactive.push({ start: this.deadFrom, end: start });
      this.deadFrom = end;
    }
    this.live = live;
  }

  private condition(start: number, end: number): ConditionValue {
    const text = this.unspliced(start, end);
    const value = evaluateCondition(text, (name) => this.lookup(name));
    if (value === undefined) this.assume(text);
    return value;
  }

  private isDefined(start: number, end: number, expected: boolean): ConditionValue {
    if (!this.live && this.stack.length > 0 && this.stack[this.stack.length - 1]?.outer === false) return undefined;
    const name = this.text.slice(start, this.wordEnd(start, end));
    const definition = this.lookup(name);
    if (definition !== undefined) return (definition !== null) === expected ? 1 : 0;
    if (this.live) this.assumed.set(name, expected ? '' : null);
    return undefined;
  }

  private assume(condition: string): void {
    const match = /^(!?)\s*(?:defined\b\s*)?\(?\s*([A-Za-z_]\w*)\s*\)?$/.exec(condition.trim());
    if (match?.[2] === undefined) return;
    this.assumed.set(match[2], match[1] === '!' ? null : '1');
  }

  private lookup(name: string): string | null | undefined {
    const local = this.local.get(name);
    if (local !== undefined) return local;
    return (
      this.options.defines?.get(name) ??
      PREDEFINED_BY_LANGUAGE[this.options.language].get(name) ??
      PREDEFINED.get(name) ??
      this.fallback(name)
    );
  }

  private fallback(name: string): string | null | undefined {
    if (this.isKnownUndefined(name)) return null;
    return this.assumed.get(name);
  }

  private isKnownUndefined(name: string): boolean {
    return PREDEFINED_BY_LANGUAGE[this.options.language].get(name) === null || PREDEFINED.get(name) === null;
  }

  private define(start: number, at: number, end: number): void {
    const nameEnd = this.wordEnd(at, end);
    if (nameEnd === at) return;
    const name = this.text.slice(at, nameEnd);
    let bodyStart = nameEnd;
    let params: string[] | undefined;
    let variadic = false;
    if (this.text[nameEnd] === '(') {
      const close = this.text.indexOf(')', nameEnd);
      if (close < 0 || close >= end) return;
      const list = this.unspliced(nameEnd + 1, close);
      params = list.split(',').map((param) => param.trim());
      if (params.length === 1 && params[0] === '') params = [];
      const last = params[params.length - 1];
      if (last?.endsWith('...') === true) {
        variadic = true;
        params.pop();
        if (last.length > 3) params.push(last.slice(0, -3).trim());
      }
      bodyStart = close + 1;
    }
    const body = { start: Math.min(this.skipSpace(bodyStart, end), end), end };
    this.macros.push({ start, end, name, nameSpan: { start: at, end: nameEnd }, params, variadic, body });
    // A function-like macro has no value in a condition, but it is defined.
    this.local.set(name, params ? '' : this.unspliced(body.start, body.end));
  }

  private include(start: number, at: number, end: number): void {
    const match = /^(?:"([^"\n]*)"|<([^>\n]*)>)/.exec(this.text.slice(at, end));
    const path = match?.[1] ?? match?.[2];
    if (path !== undefined) this.includes.push({ start, end, path, system: match?.[2] !== undefined });
  }

  private unspliced(start: number, end: number): string {
    return withoutCommentsAndSplices(this.text.slice(start, end));
  }

  private skipSpace(from: number, end: number): number {
    let i = from;
    while (i < end) {
      const c = this.text.charCodeAt(i);
      if (isSpace(c) || c === 92) i++;
      else if (c === 47 && this.text.charCodeAt(i + 1) === 42) {
        const close = this.text.indexOf('*/', i + 2);
        i = close < 0 ? end : close + 2;
      } else break;
    }
    return Math.min(i, end);
  }

  private wordEnd(from: number, end: number): number {
    let i = from;
    while (i < end && isIdentChar(this.text.charCodeAt(i))) i++;
    return i;
  }
}

/** Names of WSK, and of the I/O manager's routines. */
const TELLING = /\b(?:P?WSK_|Wsk[A-Z]|SO_|SIO_|NPI_|Io[A-Z])\w*/g;

/** One word or number for another; or a body with telling names that the other one does not have. */
function meansOther(body: string, other: string): boolean {
  if (/^\w+$/.test(body)) return /^\w+$/.test(other);
  if (other === '') return false;
  const names = new Set(other.match(TELLING));
  return body.match(TELLING)?.some((name) => !names.has(name)) === true;
}

/** A directive's text on one line. */
export function withoutCommentsAndSplices(text: string): string {
  return text
    .replace(/\\\r?\n/g, ' ')
    .replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g, (_all, quoted: unknown) =>
      typeof quoted === 'string' ? quoted : ' ',
    )
    .trim();
}
