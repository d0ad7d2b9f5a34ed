/**
 * Links from comments to the documentation: of WSK names to their pages, of the rules that a suppression names to theirs. In code
 * a hover has the link, and every name underlined would be noise: there only on request.
 */
import { docBaseUrl, model } from '../../model';
import { scan, TokenKind } from '../../text/scan';
import { ruleUrls } from '../ruleCatalog';
import { isWskCode } from '../wskCode';

export interface DocumentLink {
  readonly start: number;
  readonly end: number;
  readonly url: string;
  /** The name or rule that the page is about. */
  readonly subject: string;
}

export type LinkPlaces = 'off' | 'comments' | 'all';

const named = /[A-Za-z_]\w*/g;
const suppression = /wsk-ignore(?:-file)?[ \t]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)/g;

/** A word of everyday language, such as `WskSocket` is not, needs more than its letters to be a WSK name. */
function pageOf(name: string): string | undefined {
  if (!/^(?:P?WSK|Wsk|PFN_WSK|SO_|SIO_|NPI_WSK|_WSK)/.test(name)) return undefined;
  const entry = model.lookup(name);
  return entry && 'slug' in entry && entry.slug !== null ? `${docBaseUrl}${entry.slug}` : undefined;
}

function inComment(text: string, start: number): DocumentLink[] {
  const links: DocumentLink[] = [];
  const add = (subject: string, at: number, url: string | undefined): void => {
    if (url !== undefined && url !== '')
      links.push({ start: start + at, end: start + at + subject.length, url, subject });
  };
  for (const { 0: name, index } of text.matchAll(named)) add(name, index, pageOf(name));
  for (const { 0: whole, 1: list = '', index } of text.matchAll(suppression)) {
    const from = index + whole.length - list.length;
    for (const { 0: rule, index: at } of list.matchAll(/[\w-]+/g)) add(rule, from + at, ruleUrls.get(rule));
  }
  return links;
}

export function documentLinks(path: string, text: string, where: LinkPlaces): DocumentLink[] {
  if (where === 'off' || !isWskCode(text)) return [];
  const tokens = scan(text, { language: /\.c$/i.test(path) ? 'c' : 'cpp' });
  const links: DocumentLink[] = [];
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind(at) === TokenKind.Comment) links.push(...inComment(tokens.textOf(at), tokens.start(at)));
    else if (where === 'all' && tokens.kind(at) === TokenKind.Ident) {
      const subject = tokens.textOf(at);
      const url = pageOf(subject);
      if (url !== undefined) links.push({ start: tokens.start(at), end: tokens.end(at), url, subject });
    }
  }
  return links;
}
