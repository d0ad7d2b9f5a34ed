/** Which call, in which chain of callers, a fact is about. */
import type { FunctionEntity } from '../flow/program';
import { isCaller, callWithin, type Place } from '../wsk/place';
import type { CallFact } from '../wsk/facts';
import { query } from './query';

/** Equal for the same call in the same chain of callers, on whatever path. */
export function siteKey(call: CallFact): string {
  let key = `${call.site.file}:${call.site.start}`;
  for (let frame = call.frame; frame.parent; frame = frame.parent)
    key += `<${frame.callSite?.file ?? ''}:${frame.callSite?.start ?? 0}`;
  return `${key}<${call.root.fn.id}`;
}

/** Functions that run for others of the workspace (called, or as completion routines): seen alone they know less. */
export const calledFunctions = query((facts): ReadonlySet<FunctionEntity> => {
  const called = new Set<FunctionEntity>();
  for (const { frame } of facts.calls) for (let f = frame; f.parent; f = f.parent) called.add(f.fn);
  return called;
});

/** The call as the function sees it that made both calls, if need be through helpers: for mistakes of order. */
export function placeInOrder(call: CallFact, other: CallFact | undefined): Place {
  let common = call.frame;
  while (common.parent && common.kind === 'call' && other !== undefined && !isCaller(common, other.frame))
    common = common.parent;
  return callWithin(call, common);
}
