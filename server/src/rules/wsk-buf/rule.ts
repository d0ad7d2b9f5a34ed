import { constantOf } from '../../flow/arithmetic';
import { isNull } from '../../flow/values';
import { argumentPlace, callPlace } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import { bufferMember, mdlOf, type BufferMember } from '../buffer';
import { argumentOf } from '../dispatch';
import type { Rule } from '../rule';

const MEMBERS: readonly BufferMember[] = ['Mdl', 'Offset', 'Length'];

/** What a WSK_BUF has to hold: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_buf */
export const rule: Rule = {
  meta: {
    id: 'wsk-buf',
    section: 'sockets',
    severity: 'error',
    statements: ['I9', 'I10', 'I11', 'I14'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const fact of facts.calls) {
      const buffer = fact.fn ? argumentOf(fact, 'buffer') : undefined;
      if (!buffer || buffer.param?.type.includes('LIST')) continue;
      const place = argumentPlace(fact, buffer);
      if (isNull(buffer.value)) {
        if (!buffer.param?.optional) report({ place, message: { id: 'none', args: { function: fact.name } } });
        continue;
      }
      const unset = MEMBERS.find((member) => bufferMember(fact, member)?.k === 'undefined');
      if (unset) {
        report({ place, message: { id: 'unset', args: { member: unset } } });
        continue;
      }
      const mdl = bufferMember(fact, 'Mdl');
      const length = bufferMember(fact, 'Length');
      if (!mdl) continue;
      const size = length && constantOf(fact.before, length);
      if (isNullHere(mdl, fact.before) && size !== undefined && size !== 0)
        report({ place, message: { id: 'length' } });
      const ghost = mdlOf(mdl, fact.before);
      if (ghost && !ghost.built && !ghost.freedAt) {
        report({
          place,
          message: { id: 'unbuilt' },
          related: [{ place: callPlace(ghost.allocation), message: { id: 'allocated' } }],
        });
      }
    }
  },
};
