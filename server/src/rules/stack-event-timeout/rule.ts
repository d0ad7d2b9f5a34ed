import { callPlace, callWithin } from '../../wsk/place';
import { abandonedRequests } from '../abandoned';
import type { Rule } from '../rule';

/** The event outlives the request: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kewaitforsingleobject */
export const rule: Rule = {
  meta: { id: 'stack-event-timeout', section: 'irps', severity: 'error', statements: ['K25'], fixable: false },
  check({ facts, report }) {
    for (const { wait, exit, sent } of abandonedRequests(facts)) {
      report({
        place: callWithin(wait.call, exit.frame),
        message: { id: 'returns', args: { function: sent.name } },
        related: [{ place: callPlace(sent), message: { id: 'sent' } }],
      });
    }
  },
};
