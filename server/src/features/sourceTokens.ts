/** Tokens around a place of a document: names outside of comments and strings, and what stands before them. */
import { scan, TokenKind, type Tokens } from '../text/scan';

export interface NameAt {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly tokens: Tokens;
  /** Of the name's token. */
  readonly index: number;
}

/** The token that holds the offset, or ends there. */
function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens.start(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  // Between two neighbours the cursor belongs to the name, whichever side it is on.
  if (
    low > 0 &&
    tokens.start(low) === offset &&
    tokens.end(low - 1) === offset &&
    tokens.kind(low) !== TokenKind.Ident
  ) {
    low -= 1;
  }
  return tokens.count > 0 && tokens.start(low) <= offset && offset <= tokens.end(low) ? low : -1;
}

/** Files named `.c` are C, headers and everything else may be C++. */
export function languageOf(path: string): 'c' | 'cpp' {
  return /\.c$/i.test(path) ? 'c' : 'cpp';
}

export function tokenize(text: string, language: 'c' | 'cpp'): Tokens {
  return scan(text, { language });
}

/** `known`: the text's tokens, where they are there already. */
export function nameAt(
  text: string,
  offset: number,
  language: 'c' | 'cpp',
  known: Tokens = tokenize(text, language),
): NameAt | undefined {
  let tokens = known;
  let index = tokenAt(tokens, offset);
  if (index >= 0 && tokens.kind(index) === TokenKind.Directive) {
    tokens = scan(text, { language, start: tokens.start(index), end: tokens.end(index), insideDirective: true });
    index = tokenAt(tokens, offset);
  }
  if (index < 0 || tokens.kind(index) !== TokenKind.Ident) return undefined;
  return { name: tokens.textOf(index), start: tokens.start(index), end: tokens.end(index), tokens, index };
}

const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);

/** The index of the bracket that is open at `index`; -1 at the outermost level. */
export function enclosingBracket(tokens: Tokens, index: number): number {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    const text = tokens.kind(at) === TokenKind.Punct ? tokens.textOf(at) : '';
    if (closing.has(text)) depth++;
    else if (opening.has(text) && depth-- === 0) return at;
  }
  return -1;
}

/** The index of the bracket that closes the one at `index`; the number of tokens when none does. */
export function closingBracket(tokens: Tokens, index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.count; at++) {
    const text = tokens.kind(at) === TokenKind.Punct ? tokens.textOf(at) : '';
    if (opening.has(text)) depth++;
    else if (closing.has(text) && --depth === 0) return at;
  }
  return tokens.count;
}
