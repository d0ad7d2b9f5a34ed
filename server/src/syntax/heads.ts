/**
 * Heads of functions that are written in another way than the grammar reads: with macros (`DEFINE_HANDLER(Foo) { … }`,
 * `NTSTATUS Foo HANDLER_ARGS(PVOID) { … }`), or with the types of the parameters behind the parenthesis, as before C89. Each is put into
 * plain words, which have their place where the macro is used.
 */
import { withoutCommentsAndSplices, type MacroDefinition } from '../text/directives';
import { scan, TokenKind, type Tokens } from '../text/scan';
import type { SourceLanguage } from '../text/span';
import { NON_CALL_KEYWORDS, parenthesisEnd } from '../text/structure';
import type { Span } from './ast';
import type { TopLevelItem } from './split';

/** A macro that may be a part of a function's head. */
export interface HeadMacro {
  readonly params: readonly string[] | undefined;
  readonly body: string;
  /** The parameters without their parentheses: it stands between those. */
  readonly isBareList: boolean;
}

export type HeadMacros = ReadonlyMap<string, HeadMacro>;

/** A head in plain words. */
export interface PlainHead {
  readonly text: string;
  /** Where it is written otherwise. */
  readonly use: Span;
  /** Names that are written there as they are. */
  readonly names: ReadonlyMap<string, Span>;
}

const MAX_BODY = 2_000;
const MAX_DEPTH = 4;

/** `T Name(…)`, if need be behind prototypes and whole functions. */
const HEAD = /^[^=]*\b\w[\s\S]*\([\s\S]*\)\s*$/;
/** Two names in a row, or a pointer's: the first parameter. */
const LIST = /^\(\s*(?:\w+\s+)*\w+[\s*]+\w+\s*[,)]/;
const BARE_LIST = /^(?:\w+\s+)*\w+[\s*]+\w+\s*(?:,\s*(?:\w+\s+)*\w+[\s*]+\w+\s*)+$/;

export function headMacros(text: string, macros: readonly MacroDefinition[]): HeadMacros {
  const found = new Map<string, HeadMacro>();
  for (const { name, params, body: span, variadic, doubtful } of macros) {
    if (span.end - span.start > MAX_BODY || variadic || doubtful) continue;
    const body = withoutCommentsAndSplices(text.slice(span.start, span.end)).trim();
    const isBareList = params !== undefined && BARE_LIST.test(body);
    const isList = LIST.test(body) && body.endsWith(')');
    const isHead = params !== undefined && !/^[({]/.test(body) && HEAD.test(body);
    if (isBareList || isList || isHead) found.set(name, { params, body, isBareList });
  }
  return found;
}

/** Undefined where the head is written as the grammar reads it. */
export function plainHead(
  tokens: Tokens,
  item: TopLevelItem,
  macros: HeadMacros,
  language: SourceLanguage,
): PlainHead | undefined {
  if (item.body < 0) return undefined;
  return (macros.size > 0 ? expanded(tokens, item, macros, language) : undefined) ?? oldStyle(tokens, item);
}

function expanded(
  tokens: Tokens,
  item: TopLevelItem,
  macros: HeadMacros,
  language: SourceLanguage,
): PlainHead | undefined {
  const uses = usesIn(tokens, item.from, item.body, macros);
  const [first] = uses;
  if (!first) return undefined;
  const start = tokens.start(item.from);
  const written = tokens.text.slice(start, tokens.start(item.body));
  const text = lastHead(expand(written, macros, language, 0));
  if (text === undefined) return undefined;
  const names = new Map<string, Span>();
  for (let i = item.from; i < item.body; i++)
    if (tokens.kind(i) === TokenKind.Ident) names.set(tokens.textOf(i), { start: tokens.start(i), end: tokens.end(i) });
  return { text, use: { start: tokens.start(first.from), end: tokens.end(first.to - 1) }, names };
}

interface Use {
  readonly macro: HeadMacro;
  /** Tokens. */
  readonly from: number;
  readonly to: number;
}

function usesIn(tokens: Tokens, from: number, to: number, macros: HeadMacros): readonly Use[] {
  const uses: Use[] = [];
  let depth = 0;
  for (let i = from; i < to; i++) {
    const c = tokens.punct(i);
    if (c === 40) depth++;
    else if (c === 41) depth--;
    if (tokens.kind(i) !== TokenKind.Ident) continue;
    const macro = macros.get(tokens.textOf(i));
    if (!macro || macro.isBareList !== depth > 0) continue;
    const end = macro.params ? (tokens.punct(i + 1) === 40 ? parenthesisEnd(tokens, i + 1) : -1) : i + 1;
    if (end < 0 || end > to) continue;
    uses.push({ macro, from: i, to: end });
    i = end - 1;
  }
  return uses;
}

function expand(text: string, macros: HeadMacros, language: SourceLanguage, depth: number): string {
  if (depth >= MAX_DEPTH) return text;
  const tokens = scan(text, { language });
  const uses = usesIn(tokens, 0, tokens.count, macros);
  if (uses.length === 0) return text;
  let result = '';
  let at = 0;
  for (const { macro, from, to } of uses) {
    result += `${text.slice(at, tokens.start(from))} ${substituted(macro, argumentsOf(tokens, from, to), language)} `;
    at = tokens.end(to - 1);
  }
  return expand(result + text.slice(at), macros, language, depth + 1);
}

function argumentsOf(tokens: Tokens, from: number, to: number): readonly string[] {
  const args: string[] = [];
  let depth = 0;
  let start = from + 2;
  for (let i = start; i < to; i++) {
    const c = tokens.punct(i);
    if (depth === 0 && (c === 44 || i === to - 1)) {
      args.push(i > start ? tokens.text.slice(tokens.start(start), tokens.end(i - 1)) : '');
      start = i + 1;
    } else if (c === 40) depth++;
    else if (c === 41) depth--;
  }
  return args;
}

function substituted({ params, body }: HeadMacro, args: readonly string[], language: SourceLanguage): string {
  const tokens = scan(body, { language, insideDirective: true });
  let result = '';
  let at = 0;
  for (let i = 0; i < tokens.count; i++) {
    const isPaste = tokens.is(i, '##');
    const index = tokens.kind(i) === TokenKind.Ident ? (params ?? []).indexOf(tokens.textOf(i)) : -1;
    const pastes = isPaste || tokens.is(i - 1, '##');
    if (!pastes) result += body.slice(at, tokens.start(i));
    if (!isPaste) result += index >= 0 ? (args[index] ?? '') : tokens.textOf(i);
    at = tokens.end(i);
  }
  return result + body.slice(at);
}

/** What stands behind the last prototype or whole function. */
function lastHead(text: string): string | undefined {
  const start = Math.max(text.lastIndexOf(';'), text.lastIndexOf('}')) + 1;
  const head = text.slice(start).trim();
  return head === '' || head.includes('{') ? undefined : head;
}

/** `T Name(a, b) int a; char *b; {` */
function oldStyle(tokens: Tokens, item: TopLevelItem): PlainHead | undefined {
  if (tokens.punct(item.body - 1) !== 59) return undefined;
  let open = item.from;
  while (
    open < item.body &&
    !(tokens.punct(open) === 40 && oldStyleBody(tokens, parenthesisEnd(tokens, open) - 1) >= 0)
  )
    open++;
  if (open >= item.body) return undefined;
  const close = parenthesisEnd(tokens, open) - 1;
  const types = new Map<string, string>();
  const names = new Map<string, Span>();
  for (let i = item.from; i < open; i++)
    if (tokens.kind(i) === TokenKind.Ident) names.set(tokens.textOf(i), { start: tokens.start(i), end: tokens.end(i) });
  for (let i = close + 1; i < item.body;) {
    let end = i;
    while (end < item.body && tokens.punct(end) !== 59) end++;
    let base = i;
    while (tokens.kind(base + 1) === TokenKind.Ident) base++;
    // The last of several names in a row is the first parameter's.
    const first = tokens.punct(base + 1) === 42 ? base + 1 : base;
    const type = tokens.text.slice(tokens.start(i), tokens.end(first - 1));
    for (let from = first; from < end;) {
      let to = from;
      while (to < end && tokens.punct(to) !== 44) to++;
      const declarator = tokens.text.slice(tokens.start(from), tokens.end(to - 1));
      for (let k = from; k < to; k++)
        if (tokens.kind(k) === TokenKind.Ident) types.set(tokens.textOf(k), `${type} ${declarator}`);
      from = to + 1;
    }
    i = end + 1;
  }
  const params: string[] = [];
  for (let i = open + 1; i < close; i++)
    if (tokens.kind(i) === TokenKind.Ident) params.push(types.get(tokens.textOf(i)) ?? `int ${tokens.textOf(i)}`);
  const head = tokens.text.slice(tokens.start(item.from), tokens.start(open));
  return {
    text: `${head}(${params.join(', ')})`,
    use: { start: tokens.start(open), end: tokens.end(close) },
    names,
  };
}

/** `close` ends a list of names, and what follows declares them and nothing else: the token of the brace behind it; -1 if not. */
export function oldStyleBody(tokens: Tokens, close: number): number {
  const names = new Set<string>();
  let i = close - 1;
  for (; tokens.kind(i) === TokenKind.Ident && !NON_CALL_KEYWORDS.has(tokens.textOf(i)); i -= 2) {
    names.add(tokens.textOf(i));
    if (tokens.punct(i - 1) !== 44) break;
  }
  if (names.size === 0 || tokens.punct(i - 1) !== 40 || tokens.kind(i - 2) !== TokenKind.Ident) return -1;
  let at = close + 1;
  let declared = 0;
  for (; tokens.kind(at) === TokenKind.Ident; at++) {
    const start = at;
    for (; at < tokens.count && tokens.punct(at) !== 59; at++) {
      const c = tokens.punct(at);
      const isName = tokens.kind(at) === TokenKind.Ident;
      if (!isName && c !== 42 && c !== 44) return -1;
      const ends = tokens.punct(at + 1) === 44 || tokens.punct(at + 1) === 59;
      if (!ends) continue;
      if (!isName || at === start || !names.has(tokens.textOf(at))) return -1;
      declared++;
    }
  }
  return declared > 0 && tokens.punct(at) === 123 ? at : -1;
}
