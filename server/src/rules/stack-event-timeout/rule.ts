import { constantOf } from '../../flow/arithmetic';
import { rootOf } from '../../flow/regions';
import { callPlace, callWithin } from '../../wsk/place';
import type { ExitFact, WaitFact } from '../../wsk/facts';
import { irpGhosts } from '../irp';
import type { Rule } from '../rule';

const STATUS_TIMEOUT = 0x102;

/** The event outlives the request: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kewaitforsingleobject */
export const rule: Rule = {
  meta: { id: 'stack-event-timeout', section: 'irps', severity: 'error', statements: ['K25'], fixable: false },
  check({ facts, report }) {
    const waits = facts.waits.filter(
      (wait) => wait.timeout === 'some' && wait.region && rootOf(wait.region).r === 'local',
    );
    for (const exit of facts.exits) {
      if (exit.stage !== 'returned') continue;
      for (const wait of waits) {
        const sent = outstandingAfter(wait, exit);
        if (!sent) continue;
        report({
          place: callWithin(wait.call, exit.frame),
          message: { id: 'returns', args: { function: sent.name } },
          related: [{ place: callPlace(sent), message: { id: 'sent' } }],
        });
      }
    }
  },
};

/** The request that is still with WSK when the frame that holds the event dies after the wait ran out. */
function outstandingAfter(wait: WaitFact, exit: ExitFact): WaitFact['call'] | undefined {
  const root = wait.region && rootOf(wait.region);
  if (!root || root.r !== 'local' || root.frame !== exit.frame || wait.call.root !== exit.root) return undefined;
  const result = {
    k: 'symbol' as const,
    symbol: { key: `wait:${wait.call.id}`, type: undefined, tag: 'wait' },
    origin: { site: wait.call.site, kind: 'computed' as const, parts: [] },
  };
  if (constantOf(exit.state, result) !== STATUS_TIMEOUT) return undefined;
  for (const ghost of irpGhosts(exit.state)) {
    const context = ghost.routine?.args[2]?.value;
    if (ghost.phase === 'at-wsk' && context?.k === 'pointer' && rootOf(context.region) === root) return ghost.call;
  }
  return undefined;
}
