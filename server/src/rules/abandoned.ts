/** Requests that a function leaves to themselves when its wait has ended without them. */
import { constantOf } from '../flow/arithmetic';
import { rootOf } from '../flow/regions';
import type { CallFact, ExitFact, WaitFact, WskFacts } from '../wsk/facts';
import { mayBe } from '../wsk/values';
import { irpGhosts, isOutstanding } from './irp';
import { query } from './query';

const STATUS_TIMEOUT = 0x102;

interface Abandoned {
  readonly wait: WaitFact;
  readonly exit: ExitFact;
  /** The call whose request is still with WSK. */
  readonly sent: CallFact;
}

/** Where the event of the wait is on the stack of the function that returns. */
export const abandonedRequests = query((facts): readonly Abandoned[] => {
  const waits = facts.waits.filter(
    (wait) => wait.timeout === 'some' && wait.region && rootOf(wait.region).r === 'local',
  );
  const found: Abandoned[] = [];
  for (const exit of facts.exits) {
    if (exit.stage !== 'returned' || exit.root.defers) continue;
    for (const wait of waits) {
      const sent = outstandingAfter(wait, exit);
      if (sent) found.push({ wait, exit, sent });
    }
  }
  return found;
});

/** What else the request's end would touch or leave behind is part of that mistake. */
export function isAbandoned(call: CallFact, facts: WskFacts): boolean {
  return abandonedRequests(facts).some(
    ({ sent }) => sent.site.start === call.site.start && sent.site.file === call.site.file,
  );
}

/** The request that is still with WSK when the frame that holds the event dies after the wait ended without it. */
function outstandingAfter(wait: WaitFact, exit: ExitFact): WaitFact['call'] | undefined {
  const root = wait.region && rootOf(wait.region);
  if (!root || root.r !== 'local' || root.frame !== exit.frame || wait.call.root !== exit.root) return undefined;
  const result = {
    k: 'symbol' as const,
    symbol: { key: `wait:${wait.call.id}`, type: undefined, tag: 'wait' },
    origin: { site: wait.call.site, kind: 'computed' as const, parts: [] },
  };
  // Where any of several objects ends the wait, it was another one, or none.
  const isOther = wait.any !== undefined && !mayBe(result, wait.any.result, exit.state);
  if (!isOther && constantOf(exit.state, result) !== STATUS_TIMEOUT) return undefined;
  for (const ghost of irpGhosts(exit.state)) {
    const context = ghost.routine?.args[2]?.value;
    if (isOutstanding(ghost) && context?.k === 'pointer' && rootOf(context.region) === root) return ghost.call;
  }
  return undefined;
}
