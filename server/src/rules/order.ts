/** Where a mistake of order belongs: in the function that makes both calls, if need be through helpers. */
import type { Frame } from '../flow/frames';
import type { Site } from '../flow/values';
import { isCaller, placeOf, type Place } from '../wsk/place';

/**
 * The place of the later one, seen from the innermost activation that also led to the earlier one. What a completion routine does
 * is its own.
 */
export function placeAfter(later: Site, earlier: Site): Place {
  let common: Frame | undefined = later.frame;
  while (common?.parent && common.kind === 'call' && !isCaller(common, earlier.frame)) common = common.parent;
  return common ? placeWithin(later, common) : placeOf(later);
}

function placeWithin(site: Site, outer: Frame): Place {
  let best = site;
  for (let frame = site.frame; frame && frame !== outer; frame = frame.parent) best = frame.callSite ?? best;
  return placeOf(best);
}
