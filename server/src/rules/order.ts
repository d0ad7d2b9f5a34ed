/** Where a mistake of order belongs: in the function that makes both calls, if need be through helpers. */
import type { Frame } from '../flow/frames';
import type { Site } from '../flow/values';
import type { Argument, CallFact } from '../wsk/facts';
import { isCaller, passedBy, placeOf, type Place } from '../wsk/place';

/**
 * The place of the later one, seen from the innermost activation that also led to the earlier one. What a completion routine does
 * is its own.
 */
export function placeAfter(later: Site, earlier: Site): Place {
  let common: Frame | undefined = later.frame;
  while (
    common?.parent &&
    common.kind === 'call' &&
    !isCaller(common, earlier.frame) &&
    !endsObject(common, earlier.frame)
  )
    common = common.parent;
  return common ? placeWithin(later, common) : placeOf(later);
}

/** A destructor undoes what its own constructor did: the mistake is the class's, whoever has an object of it. */
function endsObject({ fn }: Frame, earlier: Frame | undefined): boolean {
  const owner = fn.decl.scope.at(-1);
  return (
    owner !== undefined &&
    fn.name === `~${owner}` &&
    earlier?.fn.name === owner &&
    earlier.fn.decl.scope.at(-1) === owner
  );
}

/**
 * The place of the later one, a call that is given something: in the activation that led to the earlier one too, as far as each
 * helper on the way got it as a parameter. What a helper finds itself is its own mistake.
 */
export function placeOfPassed(later: CallFact, given: Argument, earlier: Site): Place {
  let place = placeOf(later.site);
  let frame = later.frame;
  let expr = passedBy(given.expr, frame);
  while (expr && frame.parent && frame.kind === 'call' && frame.callSite && !isCaller(frame, earlier.frame)) {
    place = placeOf(frame.callSite);
    frame = frame.parent;
    expr = passedBy(expr, frame);
  }
  return place;
}

function placeWithin(site: Site, outer: Frame): Place {
  let best = site;
  for (let frame = site.frame; frame && frame !== outer; frame = frame.parent) best = frame.callSite ?? best;
  return placeOf(best);
}
