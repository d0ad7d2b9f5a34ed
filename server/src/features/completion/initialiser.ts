/** What braces initialise, by the words before them: `TYPE name = {`, `TYPE name{`, `(TYPE){`, `TYPE{`. */
import { TokenKind, type Tokens } from '../../text/scan';
import { enclosingBracket } from '../sourceTokens';

export interface Initialised {
  readonly type: string;
  /** The variable's name. */
  readonly object: string | undefined;
}

function isName(tokens: Tokens, at: number): boolean {
  return at >= 0 && tokens.kind(at) === TokenKind.Ident;
}

/** `name =` before the token. */
function assignedTo(tokens: Tokens, at: number): string | undefined {
  return tokens.is(at - 1, '=') && isName(tokens, at - 2) ? tokens.textOf(at - 2) : undefined;
}

/** All that the braces can be, by the words alone; empty where they are something else. */
export function initialisedBy(tokens: Tokens, brace: number): readonly Initialised[] {
  if (!tokens.is(brace, '{')) return [];
  const hasEquals = tokens.is(brace - 1, '=');
  const last = hasEquals ? brace - 2 : brace - 1;
  if (!hasEquals && tokens.is(last, ')')) {
    const open = enclosingBracket(tokens, last);
    // `name(TYPE) {` is the body of a function.
    if (!isName(tokens, last - 1) || isName(tokens, open - 1)) return [];
    return [{ type: tokens.textOf(last - 1), object: assignedTo(tokens, open) }];
  }
  if (!isName(tokens, last)) return [];
  const name = tokens.textOf(last);
  const variable = isName(tokens, last - 1) ? [{ type: tokens.textOf(last - 1), object: name }] : [];
  return hasEquals ? variable : [...variable, { type: name, object: assignedTo(tokens, last) }];
}
