import { isTestedHere } from '../../wsk/values';
import { placeOf } from '../../wsk/place';
import type { Rule } from '../rule';
import { testFirst } from './fix';

/** NULL says that the socket is dead: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: { id: 'null-indication', section: 'callbacks', severity: 'error', statements: ['D12', 'C17'], fixable: true },
  check({ facts, files, report }) {
    const seen = new Set<string>();
    for (const use of facts.dereferences) {
      const parameter =
        use.value.k === 'symbol'
          ? /^nullable:Wsk\w+:(DataIndication|AcceptSocket)$/.exec(use.value.symbol.tag)?.[1]
          : undefined;
      if (parameter === undefined || isTestedHere(use.value, use.state)) continue;
      const key = `${use.root.fn.id}:${parameter}`;
      if (seen.has(key)) continue;
      seen.add(key);
      let site = use.site;
      for (let frame = site.frame; frame?.callSite; frame = frame.parent) site = frame.callSite;
      const place = placeOf(site);
      report({
        place,
        message: { id: 'untested', args: { parameter } },
        fixes: () => testFirst(use.root, parameter, place, files),
      });
    }
  },
};
