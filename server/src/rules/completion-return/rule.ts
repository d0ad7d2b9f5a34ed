import { constantOf, normalise } from '../../flow/arithmetic';
import { alternatives, type Value } from '../../flow/values';
import { model } from '../../model';
import { placeOf, callPlace } from '../../wsk/place';
import { textOf } from '../text';
import type { ReturnFact } from '../../wsk/facts';
import type { Rule } from '../rule';

const MORE_PROCESSING_REQUIRED = normalise(model.constants.get('STATUS_MORE_PROCESSING_REQUIRED') ?? 0xc0000016);

/** An own IRP stops at its completion routine: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'completion-return', section: 'irps', severity: 'error', statements: ['K5'], fixable: true },
  check({ facts, files, report }) {
    for (const one of facts.returns) {
      const setters = facts.completionRoutines.get(one.frame.fn);
      const setter = setters?.[0];
      if (!setter || !setters.every((fact) => fact.irp?.ghost.own === true) || !isWrong(one)) continue;
      const place = placeOf(one.site);
      const plain = /^STATUS_\w+$/.test(textOf(files.get(place.file), place));
      report({
        place,
        message: { id: 'returns', args: { function: one.frame.fn.name } },
        related: [{ place: callPlace(setter), message: { id: 'set' } }],
        fixes: plain
          ? [{ title: { id: 'replace' }, safe: false, edits: [{ place, newText: 'STATUS_MORE_PROCESSING_REQUIRED' }] }]
          : [],
      });
    }
  },
};

function isWrong(fact: ReturnFact): boolean {
  return (
    fact.value !== undefined &&
    alternatives(fact.value).every((value) => {
      const n = constantOf(fact.state, value);
      return n === undefined ? isRequestStatus(value) : normalise(n) !== MORE_PROCESSING_REQUIRED;
    })
  );
}

/** The request's own status: never the one that stops completion. */
function isRequestStatus(value: Value): boolean {
  if (value.k !== 'symbol') return false;
  const region = value.symbol.initialOf;
  return (
    value.symbol.tag.startsWith('final:') ||
    (region?.r === 'field' && region.name === 'Status' && region.base.r === 'field' && region.base.name === 'IoStatus')
  );
}
