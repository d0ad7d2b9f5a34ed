/**
 * The length-preserving mask: what no C grammar can read (SAL, calling conventions, directives, dead branches, comments)
 * becomes spaces, so that a position in the masked text is a position in the source. Masking a masked text changes nothing.
 */
import { fromUnits } from './decode';
import { readDirectives, withoutCommentsAndSplices, type Directives } from './directives';
import { repairStatements } from './repair';
import { scan, TokenKind, Tokens } from './scan';
import type { SourceLanguage, TextSpan } from './span';
import { NON_CALL_KEYWORDS } from './structure';
import { classifyWord, rewriteOf, SEGMENT_WORDS } from './words/annotations';

export interface MaskOptions {
  readonly language: SourceLanguage;
  /** Preprocessor definitions from outside the file. */
  readonly defines?: ReadonlyMap<string, string>;
  /** Macros of the workspace that expand to nothing a parser needs. */
  readonly emptyMacros?: ReadonlyMap<string, MacroEffect>;
  /** Macros of the workspace that are used as a statement. */
  readonly statementMacros?: ReadonlySet<string>;
}

export interface CommentSpan extends TextSpan {
  /** Nothing but white space precedes it on its line. */
  readonly ownLine: boolean;
}

/** `__declspec(code_seg("PAGE"))` or a macro for it. */
export interface SegmentMark extends TextSpan {
  readonly segment: string;
}

export interface MaskedSource {
  readonly text: string;
  /** The code tokens of the masked text: no comments, no directives. */
  readonly tokens: Tokens;
  readonly directives: Directives;
  readonly inactive: readonly TextSpan[];
  readonly comments: readonly CommentSpan[];
  readonly segments: readonly SegmentMark[];
  /** Statements that cannot be read and stand as `;` in the masked text: a `...` placeholder, inline assembly. */
  readonly placeholders: readonly TextSpan[];
  /** Text that was blanked although it has a meaning: nesting beyond reason. */
  readonly lost: readonly TextSpan[];
}

const SPACE = 32;

/** Characters of the text to be, and what was found out on the way. */
export class MaskBuffer {
  private readonly units: Uint16Array;

  constructor(readonly source: string) {
    this.units = new Uint16Array(source.length);
    for (let i = 0; i < source.length; i++) this.units[i] = source.charCodeAt(i);
  }

  blank(start: number, end: number): void {
    for (let i = start; i < end; i++) {
      const c = this.units[i] ?? SPACE;
      if (c !== 10 && c !== 13) this.units[i] = SPACE;
    }
  }

  put(start: number, text: string): void {
    for (let i = 0; i < text.length; i++) this.units[start + i] = text.charCodeAt(i);
  }

  /** Replaces a word by one that is not longer. */
  replace(start: number, end: number, text: string): void {
    this.blank(start, end);
    this.put(start, text);
  }

  /** First blank (no line break) in a range, or -1. */
  findBlank(start: number, end: number): number {
    for (let i = start; i < end; i++) {
      if (this.units[i] === SPACE || this.units[i] === 9) return i;
    }
    return -1;
  }

  toString(): string {
    return fromUnits(this.units);
  }
}

export function maskSource(text: string, options: MaskOptions): MaskedSource {
  const all = scan(text, { language: options.language });
  const directives = readDirectives(text, all, options);
  const buffer = new MaskBuffer(text);
  const comments: CommentSpan[] = [];
  const code = activeCode(all, directives.inactive, buffer, comments);
  const { kept, segments } = maskWords(code, buffer, options, ownMacros(text, directives, options));
  const repaired = repairStatements(kept, buffer, options);
  const masked = buffer.toString();
  return {
    text: masked,
    tokens: retarget(repaired.tokens, masked),
    directives,
    inactive: directives.inactive,
    comments,
    segments,
    placeholders: repaired.placeholders,
    lost: repaired.lost,
  };
}

/** A word may be judged by its neighbour, and that one be blanked in turn: until nothing changes. */
function maskWords(
  code: Tokens,
  buffer: MaskBuffer,
  options: MaskOptions,
  own: ReadonlyMap<string, MacroEffect>,
): { kept: Tokens; segments: SegmentMark[] } {
  const segments: SegmentMark[] = [];
  let tokens = code;
  for (;;) {
    const pass = new WordMask(tokens, buffer, options, own);
    const kept = pass.run();
    segments.push(...pass.segments);
    if (kept.count === tokens.count) return { kept, segments };
    tokens = kept;
  }
}

/** Tokens outside comments, directives and dead branches; all those are blanked. */
function activeCode(all: Tokens, inactive: readonly TextSpan[], buffer: MaskBuffer, comments: CommentSpan[]): Tokens {
  const code = new Tokens(all.text, Math.max(64, all.count));
  for (const span of inactive) buffer.blank(span.start, span.end);
  let dead = 0;
  for (let i = 0; i < all.count; i++) {
    const kind = all.kind(i);
    const start = all.start(i);
    while (dead < inactive.length && (inactive[dead]?.end ?? 0) <= start) dead++;
    const skipped = (inactive[dead]?.start ?? Infinity) <= start;
    if (kind === TokenKind.Comment) comments.push({ start, end: all.end(i), ownLine: startsLine(all.text, start) });
    if (kind === TokenKind.Comment || kind === TokenKind.Directive) buffer.blank(start, all.end(i));
    else if (!skipped) code.push(kind, start, all.end(i));
  }
  return code;
}

function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return true;
    if (c !== 32 && c !== 9) return false;
  }
  return true;
}

function retarget(tokens: Tokens, text: string): Tokens {
  const result = new Tokens(text, Math.max(64, tokens.count));
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.start(i);
    let end = tokens.end(i);
    // A rewritten word is shorter than what it replaces.
    while (end > start + 1 && text.charCodeAt(end - 1) === SPACE) end--;
    result.push(tokens.kind(i), start, end);
  }
  return result;
}

/** What a macro says in a declaration that the parser can do without. */
export interface MacroEffect {
  readonly isStatic: boolean;
  /** The code segment that it puts a function into. */
  readonly segment: string | undefined;
}

/** Macros that this file itself defines to nothing, in every live definition. */
function ownMacros(text: string, directives: Directives, options: MaskOptions): ReadonlyMap<string, MacroEffect> {
  const effects = new Map<string, MacroEffect>();
  const meaningful = new Set<string>();
  for (const macro of directives.macros) {
    const effect = macroEffect(text.slice(macro.body.start, macro.body.end), options);
    if (effect === undefined) meaningful.add(macro.name);
    else effects.set(macro.name, effect);
  }
  for (const name of meaningful) effects.delete(name);
  return effects;
}

const STORAGE_WORDS = new Set(['inline', 'const', 'volatile', 'register', 'extern', 'static']);

/** What a macro body that is nothing but annotations and storage words comes to; undefined for every other. */
export function macroEffect(body: string, options: Pick<MaskOptions, 'emptyMacros'>): MacroEffect | undefined {
  if (body.length > 400) return undefined;
  const text = withoutCommentsAndSplices(body);
  const tokens = scan(text, { language: 'c', insideDirective: true });
  let isStatic = false;
  let segment: string | undefined;
  for (let i = 0; i < tokens.count; i++) {
    const word = tokens.textOf(i);
    if (word === 'extern' && tokens.kind(i + 1) === TokenKind.String) {
      i++;
      if (tokens.is(i + 1, '{')) i++;
    } else if (word === 'static') isStatic = true;
    else if (tokens.kind(i) !== TokenKind.Ident) return undefined;
    else if (STORAGE_WORDS.has(word)) continue;
    else if (options.emptyMacros?.has(word) === true || isDeclarationNoise(word)) {
      segment = options.emptyMacros?.get(word)?.segment ?? segmentOf(tokens, i) ?? segment;
      i = groupEnd(tokens, i + 1) - 1;
    } else return undefined;
  }
  // A lone `const` or `extern` macro still is readable once it is gone; `static` decides who sees a name.
  return { isStatic, segment };
}

function isDeclarationNoise(word: string): boolean {
  const wordClass = classifyWord(word);
  return wordClass === 'attribute' || wordClass === 'modifier' || wordClass === 'direction';
}

/** Index after the parenthesised group that opens at `at`; `at` itself when there is none. */
function groupEnd(tokens: Tokens, at: number): number {
  if (tokens.punct(at) !== 40) return at;
  let depth = 0;
  for (let i = at; i < tokens.count; i++) {
    const c = tokens.punct(i);
    if (c === 40) depth++;
    else if (c === 41 && --depth === 0) return i + 1;
    // A parenthesis that is never closed must not swallow the file.
    else if ((c === 59 || c === 123 || c === 125) && depth > 0) return at;
  }
  return at;
}

/** The code segment that the word at `at` names: `PAGED_CODE_SEG`, `__declspec(code_seg("PAGE"))`. */
function segmentOf(tokens: Tokens, at: number): string | undefined {
  const known = SEGMENT_WORDS.get(tokens.textOf(at));
  if (known !== undefined) return known;
  for (let i = at, end = groupEnd(tokens, at + 1); i < end; i++) {
    if (!/^(?:code_seg|CODE_SEG)$/.test(tokens.textOf(i)) || tokens.kind(i + 2) !== TokenKind.String) continue;
    return tokens.textOf(i + 2).slice(1, -1);
  }
  return undefined;
}

const STATEMENT_WORDS = new Set(
  'if else for while do switch case default return goto break continue __try __leave'.split(' '),
);

class WordMask {
  readonly segments: SegmentMark[] = [];
  private readonly kept: Tokens;
  private at = 0;

  constructor(
    private readonly code: Tokens,
    private readonly buffer: MaskBuffer,
    private readonly options: MaskOptions,
    private readonly own: ReadonlyMap<string, MacroEffect>,
  ) {
    this.kept = new Tokens(code.text, Math.max(64, code.count));
  }

  run(): Tokens {
    const { code } = this;
    while (this.at < code.count) {
      const kind = code.kind(this.at);
      if (kind === TokenKind.Ident) this.word();
      else if (kind === TokenKind.Number) this.number();
      else if (kind === TokenKind.String) this.string();
      else if (this.isUnfinishedMember()) this.breakMember();
      else if (code.punct(this.at) === 35 || code.textOf(this.at) === '\\') this.drop(this.at + 1);
      else if (code.punct(this.at) === 91 && this.cppArray()) this.drop(this.at + 2);
      else if (code.punct(this.at) === 42 && this.cppArray()) this.drop(this.at + 1);
      else if (code.punct(this.at) === 91 && this.isAttributeList()) this.drop(this.attributeListEnd());
      else this.keep();
    }
    return this.kept;
  }

  /** `Socket->Dispatch->` and then a statement: the grammar would take its keyword for the member's name. */
  private isUnfinishedMember(): boolean {
    const isAccess = this.code.is(this.at, '->') || this.code.is(this.at, '.');
    return isAccess && STATEMENT_WORDS.has(this.code.textOf(this.at + 1));
  }

  /** A character that is in no grammar: the expression cannot be read, and it ends here. */
  private breakMember(): void {
    this.buffer.replace(this.code.start(this.at), this.code.end(this.at), '`');
    this.kept.push(TokenKind.Punct, this.code.start(this.at), this.code.start(this.at) + 1);
    this.at++;
  }

  private keep(): void {
    this.kept.push(this.code.kind(this.at), this.code.start(this.at), this.code.end(this.at));
    this.at++;
  }

  private drop(end: number): void {
    this.buffer.blank(this.code.start(this.at), this.code.end(end - 1));
    this.at = end;
  }

  private word(): void {
    const word = this.code.textOf(this.at);
    const rewritten = rewriteOf(word);
    if (rewritten !== undefined) {
      this.buffer.replace(this.code.start(this.at), this.code.end(this.at), rewritten);
      return this.keep();
    }
    switch (classifyWord(word)) {
      case 'attribute':
        this.segment();
        return this.drop(groupEnd(this.code, this.at + 1));
      case 'modifier':
        this.segment();
        return this.modifier(word);
      case 'direction':
        return this.code.kind(this.at + 1) === TokenKind.Ident && !this.followsMember()
          ? this.drop(this.at + 1)
          : this.keep();
      case 'suffix':
        return this.isParameterSuffix() ? this.drop(this.at + 1) : this.keep();
      case 'typeWrapper':
        return this.typeWrapper();
      case undefined:
        return this.macro(word);
    }
  }

  /** The `{` of `EXTERN_C_START` is in the macro; in `EXTERN_C {` it is not. */
  private modifier(word: string): void {
    if (word === 'EXTERN_C' && this.code.punct(this.at + 1) === 123) {
      this.buffer.replace(this.code.start(this.at), this.code.end(this.at), 'extern');
      return this.keep();
    }
    if (this.followsMember()) return this.keep();
    this.drop(this.at + 1);
  }

  private followsMember(): boolean {
    return this.kept.count > 0 && (this.kept.is(this.kept.count - 1, '.') || this.kept.is(this.kept.count - 1, '->'));
  }

  private isParameterSuffix(): boolean {
    if (this.code.kind(this.at + 1) === TokenKind.Ident) return !this.followsMember();
    const next = this.code.punct(this.at + 1);
    if (next !== 44 && next !== 41 && next !== 59) return false;
    const before = this.kept.count - 1;
    return this.kept.kind(before) === TokenKind.Ident || this.kept.is(before, ']') || this.kept.is(before, '*');
  }

  private typeWrapper(): void {
    const end = groupEnd(this.code, this.at + 1);
    if (end <= this.at + 3) return this.keep();
    this.drop(this.at + 2);
    while (this.at < end - 1) this.keep();
    this.drop(end);
  }

  private macro(word: string): void {
    const effect = this.own.get(word) ?? this.options.emptyMacros?.get(word);
    if (effect === undefined || this.followsMember()) return this.keep();
    const adjacent = this.code.punct(this.at + 1) === 40 && this.code.start(this.at + 1) === this.code.end(this.at);
    const end = adjacent ? groupEnd(this.code, this.at + 1) : this.at + 1;
    if (effect.segment !== undefined) this.mark(end, effect.segment);
    if (effect.isStatic && end === this.at + 1 && word.length >= 6) {
      this.buffer.replace(this.code.start(this.at), this.code.end(this.at), 'static');
      return this.keep();
    }
    this.drop(end);
  }

  private segment(): void {
    const segment = segmentOf(this.code, this.at);
    if (segment !== undefined) this.mark(groupEnd(this.code, this.at + 1), segment);
  }

  private mark(end: number, segment: string): void {
    this.segments.push({ start: this.code.start(this.at), end: this.code.end(end - 1), segment });
  }

  /** Microsoft's `i64` suffixes are in no grammar. */
  private number(): void {
    const text = this.code.textOf(this.at);
    const suffix = /^(?:0[xX][0-9a-fA-F]+|[0-9]+)([uU]?[iI](?:8|16|32|64|128))$/.exec(text)?.[1];
    if (suffix !== undefined) this.buffer.blank(this.code.end(this.at) - suffix.length, this.code.end(this.at));
    this.keep();
  }

  /** `"%" PRIu64 "x"`: a macro among the pieces of a string. */
  private string(): void {
    const linkage = this.kept.is(this.kept.count - 1, 'extern');
    this.keep();
    if (!linkage)
      while (this.code.kind(this.at) === TokenKind.Ident && this.isStringPiece(this.at)) this.drop(this.at + 1);
  }

  private isStringPiece(at: number): boolean {
    const next = this.code.punct(at + 1);
    if (NON_CALL_KEYWORDS.has(this.code.textOf(at))) return false;
    return this.code.kind(at + 1) === TokenKind.String || next === 44 || next === 41 || next === 59;
  }

  /** The C++ grammar knows neither `delete [] (T)p` nor `new T *[n]`. */
  private cppArray(): boolean {
    if (this.options.language !== 'cpp') return false;
    const last = this.kept.count - 1;
    if (this.code.punct(this.at) === 91) return this.kept.is(last, 'delete') && this.code.punct(this.at + 1) === 93;
    const afterType = this.kept.kind(last) === TokenKind.Ident;
    return (
      afterType && this.code.punct(this.at + 1) === 91 && (this.kept.is(last - 1, ')') || this.kept.is(last - 1, 'new'))
    );
  }

  /** `[[nodiscard]]`, and nothing like `a[[x]{ … }()]`. */
  private isAttributeList(): boolean {
    return this.code.punct(this.at + 1) === 91 && this.attributeListEnd() > this.at + 1;
  }

  private attributeListEnd(): number {
    if (this.code.kind(this.at + 2) !== TokenKind.Ident) return this.at + 1;
    for (let i = this.at + 2; i < Math.min(this.code.count, this.at + 40); i++) {
      const c = this.code.punct(i);
      if (c === 123 || c === 59 || c === 91) break;
      if (c === 93) return this.code.punct(i + 1) === 93 ? i + 2 : this.at + 1;
    }
    return this.at + 1;
  }
}
