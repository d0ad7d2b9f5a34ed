import { placeOf } from '../../wsk/place';
import { callPlace } from '../../wsk/place';
import type { Rule } from '../rule';

/** IoAllocateIrp returns NULL when there is no memory: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-ioallocateirp */
export const rule: Rule = {
  meta: { id: 'irp-null-check', section: 'irps', severity: 'warning', statements: ['K2'], fixable: false },
  check({ facts, report }) {
    const allocations = new Set<string>();
    for (const fact of facts.irps) {
      const allocation = fact.ghost.allocation;
      if (fact.kind !== 'not-tested' || !allocation) continue;
      // The first use is the mistake; what follows it is the same one.
      const key = `${allocation.site.file}:${allocation.site.start}`;
      if (allocations.has(key)) continue;
      allocations.add(key);
      report({
        place: placeOf(fact.site),
        message: {
          id: fact.call ? 'passed' : 'dereferenced',
          args: { function: allocation.name, user: fact.call?.name ?? '' },
        },
        related: [{ place: callPlace(allocation), message: { id: 'allocated' } }],
      });
    }
  },
};
