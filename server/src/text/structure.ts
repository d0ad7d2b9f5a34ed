/** What a run of tokens looks like before anything is parsed: where a function starts, where a file can be cut. */
import { TokenKind, type Tokens } from './scan';

/** Words that no macro or function call starts with. */
export const NON_CALL_KEYWORDS: ReadonlySet<string> = new Set(
  `if else for while do switch case default return goto break continue sizeof typedef struct union enum class namespace
  static extern const volatile register inline auto void char short int long float double signed unsigned bool _Bool
  template using public private protected virtual explicit friend operator new delete throw try catch this
  __try __except __finally __leave static_assert _Static_assert constexpr consteval constinit typename decltype
  co_return co_await co_yield typeof __typeof__ alignas thread_local mutable noexcept requires concept __int64 __int32
  __int16 __int8 __interface asm __asm`.split(/\s+/),
);

const NOT_A_HEADER_WORD = new Set(
  `if else for while do switch case default return goto break continue sizeof typedef namespace using new delete throw
  try catch __try __except __finally __leave static_assert asm __asm`.split(/\s+/),
);

/** The token is the first of its line and stands in column 0. */
export function isColumnZero(tokens: Tokens, at: number): boolean {
  const start = tokens.start(at);
  if (start === 0) return true;
  const c = tokens.text.charCodeAt(start - 1);
  return c === 10 || c === 13;
}

/**
 * A function definition starts here, in column 0: `type … name ( … ) {`. Used only where braces are suspect, so that a body
 * whose brace is missing does not swallow the functions after it.
 */
export function isFunctionStart(tokens: Tokens, at: number): boolean {
  return isColumnZero(tokens, at) && isFunctionHead(tokens, at);
}

/** `type … name ( … ) {`, wherever it stands: no statement looks like that. */
export function isFunctionHead(tokens: Tokens, at: number): boolean {
  if (tokens.kind(at) !== TokenKind.Ident) return false;
  const open = headerParenthesis(tokens, at);
  if (open < 0) return false;
  const close = parenthesisEnd(tokens, open);
  return close >= 0 && tokens.punct(close) === 123;
}

/** Index of the `(` of `type name (`, with at least two words before it; -1 if it is none. */
function headerParenthesis(tokens: Tokens, at: number): number {
  let wordCount = 0;
  for (let i = at; i < Math.min(tokens.count, at + 24); i++) {
    const c = tokens.punct(i);
    if (tokens.kind(i) === TokenKind.Ident) {
      if (NOT_A_HEADER_WORD.has(tokens.textOf(i))) return -1;
      wordCount++;
    } else if (c === 40) return wordCount >= 2 && tokens.kind(i - 1) === TokenKind.Ident ? i : -1;
    else if (c !== 42 && c !== 38 && !tokens.is(i, '::') && c !== 126) return -1;
  }
  return -1;
}

/** Index after the matching `)`; -1 when a brace or semicolon shows that there is none. */
export function parenthesisEnd(tokens: Tokens, open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.count; i++) {
    const c = tokens.punct(i);
    if (c === 40) depth++;
    else if (c === 41 && --depth === 0) return i + 1;
    else if (c === 59 || c === 123 || c === 125) return -1;
  }
  return -1;
}
