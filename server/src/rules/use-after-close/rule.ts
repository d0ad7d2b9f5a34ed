import { callPlace, placeOf } from '../../wsk/place';
import { placeAfter } from '../order';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** WskCloseSocket is the end of a socket: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_close_socket */
export const rule: Rule = {
  meta: { id: 'use-after-close', section: 'sockets', severity: 'error', statements: ['J4', 'J5'], fixable: false },
  check({ facts, report }) {
    const calls = facts.calls.filter((call) => call.socket?.ghost?.closedAt !== undefined);
    for (const call of calls) {
      const closedAt = call.socket?.ghost?.closedAt;
      if (!closedAt) continue;
      report({
        place: placeAfter(call.site, closedAt.site), message: { id: call.name === 'WskCloseSocket' ? 'again' : 'call', args: { function: call.name } },
        related: [{ place: callPlace(closedAt), message: { id: 'closed' } }],
      });
    }
    for (const use of facts.socketUses) {
      const closedAt = use.ghost.closedAt;
      if (!closedAt || calls.some((call) => call.root === use.root && sameClosing(call, closedAt))) continue;
      report({ place: placeAfter(use.site, closedAt.site), message: { id: 'read' }, related: [{ place: placeOf(closedAt.site), message: { id: 'closed' } }] });
    }
  },
};

/** A call on the closed socket says it all; reading its dispatch pointer was the first half of that call. */
function sameClosing(call: CallFact, closedAt: CallFact): boolean {
  const other = call.socket?.ghost?.closedAt;
  return other !== undefined && other.site.start === closedAt.site.start && other.site.file === closedAt.site.file;
}
