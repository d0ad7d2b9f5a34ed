/** The function around a place, by its tokens alone: also while what stands around it cannot be parsed. */
import { TokenKind, type Tokens } from '../text/scan';
import { closingBracket, enclosingBracket } from './sourceTokens';

export interface TextFunction {
  readonly name: string;
  /** Token indexes: of the name, of the parentheses, of the brace that opens the body. */
  readonly nameAt: number;
  readonly open: number;
  readonly close: number;
  readonly brace: number;
}

const statements = new Set(['if', 'for', 'while', 'switch', 'catch', 'return', 'sizeof', '__except']);

function openingParenthesis(tokens: Tokens, close: number): number {
  return tokens.is(close, ')') ? enclosingBracket(tokens, close) : -1;
}

/** `Type Name(…)` before the brace: after `}` or `;` it would be the use of a macro. */
function headBefore(tokens: Tokens, brace: number): TextFunction | undefined {
  let close = brace - 1;
  // `const`, `override` and the like of a member function.
  while (tokens.kind(close) === TokenKind.Ident && brace - close < 4) close--;
  const open = openingParenthesis(tokens, close);
  const nameAt = open - 1;
  if (open < 1 || tokens.kind(nameAt) !== TokenKind.Ident || statements.has(tokens.textOf(nameAt))) return undefined;
  const before =
    tokens.kind(nameAt - 1) === TokenKind.Ident || tokens.is(nameAt - 1, '*') || tokens.is(nameAt - 1, '::');
  if (!before || statements.has(tokens.textOf(nameAt - 1)) || tokens.is(nameAt - 1, 'else')) return undefined;
  return { name: tokens.textOf(nameAt), nameAt, open, close, brace };
}

export function enclosingFunction(tokens: Tokens, index: number): TextFunction | undefined {
  for (let at = enclosingBracket(tokens, index); at >= 0; at = enclosingBracket(tokens, at)) {
    const found = tokens.is(at, '{') ? headBefore(tokens, at) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The types of the parameters, as text: `PVOID *`, `const WSK_CLIENT_CONNECTION_DISPATCH **`. */
export function parameterTypes(tokens: Tokens, { open, close }: TextFunction): string[] {
  const types: string[] = [];
  let words: string[] = [];
  const end = (): void => {
    // The last word is the name; annotations such as `_In_` are no part of the type.
    const plain = words.filter((word) => !/^_\w+_$/.test(word));
    if (plain.length > 1 && /^\w+$/.test(plain[plain.length - 1] ?? '')) plain.pop();
    if (plain.length > 0) types.push(plain.join(' '));
    words = [];
  };
  for (let at = open + 1; at < close; at++) {
    if (tokens.is(at, '(')) at = Math.min(closingBracket(tokens, at), close);
    else if (tokens.is(at, ',')) end();
    else if (tokens.kind(at) !== TokenKind.Comment) words.push(tokens.textOf(at));
  }
  end();
  return types;
}

/** The word before the name, annotations and calling conventions left out: the result's type. */
export function resultType(tokens: Tokens, { nameAt }: TextFunction): string {
  let at = nameAt - 1;
  while (/^(?:WSKAPI|NTAPI|__stdcall|__cdecl|CALLBACK)$/.test(tokens.textOf(at))) at--;
  return tokens.textOf(at);
}

/** The name of a variable or parameter of the type, declared in the function before the place; the nearest one. */
export function declaredName(
  tokens: Tokens,
  fn: TextFunction,
  types: readonly string[],
  before: number,
): string | undefined {
  for (let at = before - 1; at > fn.open; at--) {
    if (tokens.kind(at) !== TokenKind.Ident || !types.includes(tokens.textOf(at - 1))) continue;
    const next = tokens.textOf(at + 1);
    if (next === ';' || next === '=' || next === ',' || next === ')' || next === '{') return tokens.textOf(at);
  }
  return undefined;
}

/** The type with which the function declares the name, `*` left out; undefined where it does not. */
export function declaredType(tokens: Tokens, fn: TextFunction, name: string, before: number): string | undefined {
  for (let at = before - 1; at > fn.open; at--) {
    if (!tokens.is(at, name) || tokens.kind(at) !== TokenKind.Ident) continue;
    let type = at - 1;
    while (tokens.is(type, '*') || tokens.is(type, 'const') || tokens.is(type, 'CONST')) type--;
    const isDeclared = tokens.kind(type) === TokenKind.Ident && !statements.has(tokens.textOf(type));
    if (isDeclared) return tokens.textOf(type);
  }
  return undefined;
}
