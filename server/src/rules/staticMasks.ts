/** What is enabled for all sockets of a client. */
import type { EventFlag } from '../model';
import type { CallFact, WskFacts } from '../wsk/facts';
import { argumentOf, ofSiblings, registrations, sameClient } from './dispatch';
import { masksOf, staticCalls, type Mask } from './mask';
import { query } from './query';

export interface StaticMask {
  readonly call: CallFact;
  readonly mask: Mask;
}

const staticMasks = query((facts): readonly StaticMask[] =>
  staticCalls(facts).flatMap((call) => {
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    return masks?.length === 1 && masks[0] ? [{ call, mask: masks[0] }] : [];
  }),
);

/** The static call that enables the event for the client of this call's socket. */
export function enabledFor(call: CallFact, flag: EventFlag, facts: WskFacts): StaticMask | undefined {
  return staticMasks(facts).find((one) => one.mask.events.includes(flag) && isOfClient(call, one.call, facts));
}

/** The socket belongs to the client of the static call. */
function isOfClient(call: CallFact, fixed: CallFact, facts: WskFacts): boolean {
  const creation = call.socket?.ghost?.creation;
  if (creation) return sameClient(fixed, creation, facts);
  return (
    registrations(facts) <= 1 && !ofSiblings(argumentOf(fixed, 'client')?.value, argumentOf(call, 'socket')?.value)
  );
}
