import { rootOf } from '../../flow/regions';
import { valueKey, type Value } from '../../flow/values';
import { isNonNullHere } from '../../wsk/values';
import { placeOf } from '../../wsk/place';
import { byMembers, copied, tested } from './fix';
import type { ComparisonFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** The structure is WSK's: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_inspect_event */
export const rule: Rule = {
  meta: {
    id: 'inspect-id',
    section: 'conditional-accept',
    severity: 'error',
    statements: ['C9', 'C13', 'C16', 'C17'],
    fixable: true,
  },
  check({ facts, files, report }) {
    for (const write of facts.writes) {
      if (!isInspectId(write.value) || rootOf(write.region).r === 'local') continue;
      report({ place: placeOf(write.site), message: { id: 'stored' }, fixes: () => copied(write, facts, files) });
    }
    for (const use of facts.dereferences) {
      if (!isInspectId(use.value) || use.root.callback !== 'WskInspectEvent' || isNonNullHere(use.value, use.state))
        continue;
      report({ place: placeOf(use.site), message: { id: 'untested' }, fixes: () => tested(use, files) });
    }
    for (const compared of facts.comparisons) {
      const [one, other] = [compared.left, compared.right];
      if (!(isInspectId(one) && isPointer(other)) && !(isInspectId(other) && isPointer(one))) continue;
      report({
        place: placeOf(compared.site),
        message: { id: 'compared' },
        fixes: () => (canBeRead(compared) ? byMembers(compared, isInspectId(one) ? other : one, files) : []),
      });
    }
  },
};

function isInspectId(value: Value): boolean {
  return value.k === 'symbol' && /^(?:nullable|callback):Wsk\w+Event:InspectID$/.test(value.symbol.tag);
}

/** WskAbortEvent always gets an id; elsewhere it may be NULL. */
function canBeRead({ root }: ComparisonFact): boolean {
  return root.callback === 'WskAbortEvent';
}

function isPointer(value: Value): boolean {
  return value.k !== 'int' && valueKey(value) !== '#0';
}
