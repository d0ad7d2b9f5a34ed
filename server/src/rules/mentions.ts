/** What the workspace does not name anywhere: the ground of findings about something that is never done. */
import type { FileSyntax } from '../syntax/ast';
import { inEachDeclaration } from '../syntax/walk';
import { scan, TokenKind, type Tokens } from '../text';
import type { CallFact, WskFacts } from '../wsk/facts';
import type { Place } from '../wsk/place';
import type { SourceView } from './rule';

const namesUsed = inEachDeclaration((walk): ReadonlySet<string> => {
  const names = new Set<string>();
  walk((expr) => {
    if (expr.kind === 'ident' || expr.kind === 'member') names.add(expr.name);
  });
  return names;
});

/** The name stands in code of the workspace, be it in a macro or in text that could not be read. */
export function mentions(files: ReadonlyMap<string, SourceView>, name: string): boolean {
  // What was read tells it for most names, and need not be scanned anew.
  const isRead = [...files.values()].some(
    ({ text, syntax }) => text.includes(name) && namesUsed(syntax).some((names) => names.has(name)),
  );
  return isRead || occurrences(files, name).length > 0;
}

/** Every place of the name in code: not in comments, literals, or what `#if 0` leaves out. */
export function occurrences(files: ReadonlyMap<string, SourceView>, name: string): readonly Place[] {
  const places: Place[] = [];
  for (const [file, source] of files) {
    if (!source.text.includes(name)) continue;
    for (const start of starts(tokensOf(source), name, source))
      if (!isLeftOut(source, start)) places.push({ file, start, end: start + name.length });
  }
  return places;
}

/** Each place of the text that has one of these names is one of the calls: in a macro one place may be many. */
export function areAllCalls(
  names: Iterable<string>,
  calls: readonly CallFact[],
  files: ReadonlyMap<string, SourceView>,
): boolean {
  const seen = new Set(calls.map(({ site, call }) => `${site.file}:${call.callee.start}`));
  return [...names].every((name) => occurrences(files, name).every(({ file, start }) => seen.has(`${file}:${start}`)));
}

/** Tokens of each file as it was read last: many names are looked for in one text. */
const scanned = new WeakMap<FileSyntax, Tokens>();

function tokensOf({ text, syntax }: SourceView): Tokens {
  const known = scanned.get(syntax);
  if (known) return known;
  const tokens = scan(text, { language: syntax.language });
  scanned.set(syntax, tokens);
  return tokens;
}

function starts(tokens: Tokens, name: string, { text, syntax }: SourceView): number[] {
  const found: number[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind(i) === TokenKind.Ident && tokens.is(i, name)) found.push(tokens.start(i));
    if (tokens.kind(i) !== TokenKind.Directive) continue;
    const [start, end] = [tokens.start(i), tokens.end(i)];
    if (!text.slice(start, end).includes(name)) continue;
    const inside = scan(text, { language: syntax.language, start, end, insideDirective: true });
    for (let j = 0; j < inside.count; j++)
      if (inside.kind(j) === TokenKind.Ident && inside.is(j, name)) found.push(inside.start(j));
  }
  return found;
}

function isLeftOut({ text, syntax }: SourceView, at: number): boolean {
  const dead = syntax.inactive.find((span) => span.start <= at && at < span.end);
  if (!dead) return false;
  const directive = text.slice(text.lastIndexOf('\n', dead.start - 1) + 1, dead.start);
  return /^\s*#\s*if\s+0\s*$/.test(directive);
}

/**
 * Places of the member's name that may concern the matter: everything but calls through a dispatch table of which each that the
 * analysis saw is known to be about something else.
 */
export function openMentions(
  files: ReadonlyMap<string, SourceView>,
  name: string,
  facts: WskFacts,
  isElsewhere: (call: CallFact) => boolean,
): readonly Place[] {
  const places = occurrences(files, name);
  if (places.length === 0) return places;
  const open = new Set<string>();
  const settled = new Set<string>();
  for (const call of facts.calls) {
    const callee = call.call.callee;
    if (call.name !== name || callee.kind !== 'member') continue;
    (isElsewhere(call) ? settled : open).add(`${call.frame.fn.file}:${callee.nameSpan.start}`);
  }
  return places.filter(({ file, start }) => open.has(`${file}:${start}`) || !settled.has(`${file}:${start}`));
}
