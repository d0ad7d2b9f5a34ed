/**
 * Words that no grammar has a place for. In `MYDRV_API NTSTATUS MYDRV_CALL Foo(…)` two of the four names are macros of a
 * header that is not there; blanked, the rest is plain C. Done only for pieces that did not parse.
 */
import { TokenKind, type Tokens } from '../text/scan';
import type { TypeNames } from './typeNames';

const SPECIFIERS = new Set(
  `static extern inline const volatile register typedef virtual explicit friend constexpr mutable auto restrict typename
  unsigned signed`.split(/\s+/),
);
const PRIMITIVES = new Set(
  `void char short int long float double bool _Bool __int8 __int16 __int32 __int64 wchar_t unsigned signed`.split(
    /\s+/,
  ),
);
const TAGS = new Set(['struct', 'union', 'enum', 'class']);

/** Tokens of the range that can be blanked. */
export function superfluousWords(tokens: Tokens, from: number, to: number, types: TypeNames): number[] {
  const result: number[] = [];
  let i = from;
  while (i < to) {
    if (tokens.kind(i) !== TokenKind.Ident) {
      i = afterExpression(tokens, i, to);
      continue;
    }
    let end = i;
    while (end < to && tokens.kind(end) === TokenKind.Ident) end++;
    result.push(...excessOf(tokens, i, end, types));
    i = end;
  }
  return result;
}

/** Names are declared outside initialisers, dimensions and inline bodies only: those are stepped over. */
function afterExpression(tokens: Tokens, at: number, to: number): number {
  const text = tokens.textOf(at);
  const isBody = text === '{' && /^(?:\)|const|noexcept|override|final)$/.test(tokens.textOf(at - 1));
  if (text !== '=' && text !== '[' && !isBody) return at + 1;
  let depth = 0;
  for (let i = at; i < to; i++) {
    const c = tokens.textOf(i);
    if (depth === 0 && i > at && /^[,;)}]$/.test(c)) return i;
    if (/^[([{]$/.test(c)) depth++;
    else if (/^[)\]}]$/.test(c) && --depth === 0 && text !== '=') return i + 1;
  }
  return to;
}

/** Of a run of names: the type and the declared name stay. */
function excessOf(tokens: Tokens, from: number, to: number, types: TypeNames): number[] {
  const words: number[] = [];
  let hasType = tokens.is(from - 1, '*') || tokens.is(from - 1, '&') || tokens.is(from - 1, '>');
  for (let i = from; i < to; i++) {
    const text = tokens.textOf(i);
    if (TAGS.has(text)) {
      hasType = true;
      i++;
    } else if (PRIMITIVES.has(text)) hasType = true;
    else if (!SPECIFIERS.has(text)) words.push(i);
  }
  if (words.length === 0) return [];
  const names = endsInName(tokens, to) ? words.slice(0, -1) : words;
  if (hasType) return names;
  if (names.length < 2) return [];
  const type =
    names.find((word) => types.isKernelType(tokens.textOf(word))) ??
    names.find((word) => types.isLikely(tokens.textOf(word))) ??
    names.at(-1);
  return names.filter((word) => word !== type);
}

function endsInName(tokens: Tokens, to: number): boolean {
  return /^[(;,=[):{]$/.test(tokens.textOf(to));
}
