/** What an event callback may return, where it is being written. */
import { model, type WskCallback } from '../../model';
import type { Tokens } from '../../text/scan';
import { isMeantAs, typesMatch } from '../callbackFunctions';
import { enclosingFunction, parameterTypes, resultType, type TextFunction } from '../enclosingFunction';
import type { WskFacts } from '../../wsk/facts';
import type { Knowledge } from '../knowledge';

/** By the table that names the function, as the analysis knows it; else by its parameters. */
export function callbacksOf(
  tokens: Tokens,
  fn: TextFunction,
  path: string,
  facts: WskFacts | undefined,
): WskCallback[] {
  const known = new Set<string>();
  for (const [{ file, name }, names] of facts?.callbacks ?? [])
    if (file === path && name === fn.name) for (const callback of names) known.add(callback);
  if (known.size > 0) return [...known].flatMap((name) => model.callbacks.get(name) ?? []);
  const types = parameterTypes(tokens, fn);
  const result = resultType(tokens, fn);
  return [...model.callbacks.values()].filter(
    (callback) =>
      !callback.reservedForSystem &&
      callback.table !== null &&
      typesMatch(types, result, callback) &&
      isMeantAs(callback, fn.name, tokens.text.slice(tokens.start(fn.nameAt - 4), tokens.start(fn.nameAt))),
  );
}

/** `return ¦`, `return (¦`, and the arms of `return Data ? ¦ : ¦`. */
function isReturned(tokens: Tokens, index: number): boolean {
  let at = tokens.is(index - 1, '(') ? index - 2 : index - 1;
  if (tokens.is(at, 'return')) return true;
  if (!tokens.is(at, '?') && !tokens.is(at, ':')) return false;
  let isChoice = false;
  for (; at >= 0 && !/^[;{}]$/.test(tokens.textOf(at)); at--) {
    if (tokens.is(at, '?')) isChoice = true;
    if (tokens.is(at, 'return')) return isChoice;
  }
  return false;
}

export function returnedStatuses(
  tokens: Tokens,
  index: number,
  path: string,
  knowledge: Knowledge | undefined,
): readonly string[] | undefined {
  if (!isReturned(tokens, index)) return undefined;
  const fn = enclosingFunction(tokens, index);
  const callbacks = fn ? callbacksOf(tokens, fn, path, knowledge?.facts) : [];
  return [...new Set(callbacks.flatMap(({ returns }) => returns.map(({ name }) => name)))];
}
