/** What an edit of one file means to the others. */
import type { FileSyntax, FunctionDecl } from '../syntax/ast';

/** Types and includes are the same objects as before: names mean what they did, but for those of {@link noteDifferences}. */
export function sameSurroundings(before: FileSyntax, now: FileSyntax): boolean {
  return (
    same(before.records, now.records) &&
    same(before.enums, now.enums) &&
    same(before.typedefs, now.typedefs) &&
    before.language === now.language &&
    before.includes.length === now.includes.length &&
    before.includes.every((include, i) => include.path === now.includes[i]?.path)
  );
}

/** Adds the names of functions, variables and macros that are new, gone or declared otherwise; a body alone is no difference. */
export function noteDifferences(before: FileSyntax, now: FileSyntax, names: Set<string>): void {
  noteNames(before.functions, now.functions, sameHead, names);
  noteNames(before.variables, now.variables, () => false, names);
  noteNames(before.macros, now.macros, () => false, names);
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

function noteNames<T extends { readonly name: string }>(
  before: readonly T[],
  now: readonly T[],
  alike: (a: T, b: T) => boolean,
  names: Set<string>,
): void {
  let from = 0;
  while (from < before.length && from < now.length && before[from] === now[from]) from++;
  let cut = 0;
  const left = Math.min(before.length, now.length) - from;
  while (cut < left && before[before.length - 1 - cut] === now[now.length - 1 - cut]) cut++;
  const old = before.slice(from, before.length - cut);
  const fresh = now.slice(from, now.length - cut);
  const pairs = old.length === fresh.length && old.every((one, i) => one.name === fresh[i]?.name);
  old.forEach((one, i) => {
    const other = pairs ? fresh[i] : undefined;
    if (one !== other && !(other && alike(one, other))) names.add(one.name);
  });
  if (!pairs) for (const one of fresh) names.add(one.name);
}

/** All but the body. */
function sameHead(a: FunctionDecl, b: FunctionDecl): boolean {
  return headOf(a) === headOf(b);
}

function headOf(decl: FunctionDecl): string {
  return JSON.stringify(decl, (key, value: unknown) =>
    key === 'body' ? value !== undefined : key === 'start' || key === 'end' || key.endsWith('Span') ? undefined : value,
  );
}
