import { constantOf, normalise } from '../../flow/arithmetic';
import { callWithin, placeOf } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import { isGhost } from '../../wsk/objects';
import { isParameter, storesAtReturn } from '../retained';
import type { Rule } from '../rule';

const SOCKET = /^nullable:WskAcceptEvent:AcceptSocket$/;

/** A refused socket belongs to WSK: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_accept_event */
export const rule: Rule = {
  meta: { id: 'rejected-socket', section: 'callbacks', severity: 'error', statements: ['D31'], fixable: false },
  check({ facts, report }) {
    const code = facts.program.platform.constant('STATUS_REQUEST_NOT_ACCEPTED');
    if (code === undefined) return;
    for (const fact of facts.returns) {
      const status =
        fact.root.callback === 'WskAcceptEvent' && !fact.frame.parent && fact.value
          ? constantOf(fact.state, fact.value)
          : undefined;
      if (status === undefined || normalise(status) !== normalise(code)) continue;
      const returned = { place: placeOf(fact.site), message: { id: 'returned' } };
      if ([...fact.state.entries()].some(([, value]) => isParameter(value, SOCKET) && isNullHere(value, fact.state)))
        continue;
      for (const { place, inside } of storesAtReturn(fact, SOCKET, facts))
        report({
          place,
          message: { id: 'stored' },
          related: [...(inside ? [{ place: inside, message: { id: 'store' } }] : []), returned],
        });
      for (const [, ghost] of fact.state.allGhosts()) {
        const closed = isGhost(ghost, 'socket') ? ghost.closedAt : undefined;
        if (closed?.socket && isParameter(closed.socket.value, SOCKET))
          report({ place: callWithin(closed, fact.frame), message: { id: 'closed' }, related: [returned] });
      }
    }
  },
};
