/** Where a callback's own parameters, and what they point to, are written. */
import { constantOf } from '../flow/arithmetic';
import { rootOf, type Region } from '../flow/regions';
import { alternatives, type Site } from '../flow/values';
import { model } from '../model';
import type { ReturnFact, RootRun, WskFacts, WriteFact } from '../wsk/facts';
import { placeOf, type Place } from '../wsk/place';

/** The parameter's own name in the function that serves as the callback. */
export function localName(root: RootRun, callback: string, parameter: string): string | undefined {
  const index = model.callbacks.get(callback)?.params.findIndex((param) => param.name === parameter) ?? -1;
  return index < 0 ? undefined : root.fn.decl.params?.[index]?.name;
}

/** Assignments to the parameter itself. */
export function parameterWrites(facts: WskFacts, callback: string, parameter: string): readonly WriteFact[] {
  return facts.writes.filter(
    ({ region, root, site }) =>
      root.callback === callback &&
      region.r === 'local' &&
      !region.frame.parent &&
      region.local.parameter !== undefined &&
      region.local.name === localName(root, callback, parameter) &&
      site.frame === region.frame,
  );
}

/** What the parameter pointed to when the callback was called. */
export function isOutput(region: Region, root: RootRun, callback: string, parameter: string): boolean {
  return rootOf(region).key === `*(${parameterKey(root, callback, parameter) ?? ''})`;
}

/** Key of the value that the parameter had when the callback was called. */
export function parameterKey(root: RootRun, callback: string, parameter: string): string | undefined {
  const name = localName(root, callback, parameter);
  return name ? `param:${root.fn.id}:${name}` : undefined;
}

/** The path knows that the parameter which may be NULL is NULL: there is no data and no new socket on it. */
export function isWithoutObject({ root, state }: ReturnFact): boolean {
  const callback = root.callback === undefined ? undefined : model.callbacks.get(root.callback);
  const key = callback?.nullIndication && parameterKey(root, callback.name, callback.nullIndication);
  const known = key ? state.constraint(key) : undefined;
  return known?.low === 0 && known.high === 0;
}

/** The return of the callback itself, with one certain value. */
export function certainReturn(fact: ReturnFact): number | undefined {
  if (!fact.value || fact.frame.parent) return undefined;
  const [first, ...more] = alternatives(fact.value).map((one) => constantOf(fact.state, one));
  return more.every((n) => n === first) ? first : undefined;
}

/** The place in the callback itself: the call there, when the site is in a helper. */
export function siteInRoot(site: Site): Place {
  let outer = site;
  for (let frame = site.frame; frame?.callSite; frame = frame.parent) outer = frame.callSite;
  return placeOf(outer);
}
