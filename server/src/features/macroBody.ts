/** The body of a `#define` as code: its tokens, which the tokens of the file have as one directive. */
import { scan, TokenKind, type Tokens } from '../text/scan';
import { tokenFrom } from './callSite';
import { closingBracket, languageOf } from './sourceTokens';

/** The tokens of the directive, when the place is in the body of the macro that it defines. */
export function macroTokens(tokens: Tokens, place: number, path: string): Tokens | undefined {
  let at = tokenFrom(tokens, place) - 1;
  while (tokens.kind(at) === TokenKind.Comment && tokens.end(at) <= place) at--;
  if (tokens.kind(at) !== TokenKind.Directive || !goesOnTo(tokens.text.slice(tokens.end(at), place))) return undefined;
  const end = Math.max(tokens.end(at), place);
  const own = scan(tokens.text, { language: languageOf(path), start: tokens.start(at), end, insideDirective: true });
  if (!own.is(1, 'define') || own.kind(2) !== TokenKind.Ident) return undefined;
  // Parentheses make parameters only where nothing is between them and the name.
  const hasParameters = own.is(3, '(') && own.start(3) === own.end(2);
  const head = hasParameters ? closingBracket(own, 3) : 2;
  return head < own.count && own.end(head) < place ? own : undefined;
}

/** Blanks, and line ends that a backslash takes away: the directive is not over. */
function goesOnTo(between: string): boolean {
  return /^(?:[ \t]|\\[ \t]*\r?\n)*$/.test(between);
}
