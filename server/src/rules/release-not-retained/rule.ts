import { constantOf } from '../../flow/arithmetic';
import { callWithin, placeOf } from '../../wsk/place';
import { isGhost } from '../../wsk/objects';
import { argumentOf } from '../dispatch';
import { isParameter, storesAtReturn } from '../retained';
import type { Rule } from '../rule';

const LIST = /^nullable:WskReceive(?:From)?Event:/;

/** Only a retained list is the driver's: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: {
    id: 'release-not-retained',
    section: 'callbacks',
    severity: 'error',
    statements: ['D21', 'D23'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const fact of facts.returns) {
      const callback = fact.root.callback;
      if ((callback !== 'WskReceiveEvent' && callback !== 'WskReceiveFromEvent') || fact.frame.parent || !fact.value)
        continue;
      if (constantOf(fact.state, fact.value) !== 0) continue;
      const related = [{ place: placeOf(fact.site), message: { id: 'returned' } }];
      for (const [, ghost] of fact.state.allGhosts()) {
        if (!isGhost(ghost, 'indication')) continue;
        const list = argumentOf(ghost.releasedAt, 'indication');
        if (list && isParameter(list.value, LIST))
          report({ place: callWithin(ghost.releasedAt, fact.frame), message: { id: 'released' }, related });
      }
      for (const { place, inside } of storesAtReturn(fact, LIST, facts))
        report({
          place,
          message: { id: 'stored' },
          related: [...(inside ? [{ place: inside, message: { id: 'store' } }] : []), ...related],
        });
    }
  },
};
