import { constantOf } from '../../flow/arithmetic';
import { isTestedHere } from '../../wsk/values';
import { placeOf } from '../../wsk/place';
import { storesAtReturn } from '../retained';
import type { Rule } from '../rule';
import { testFirst } from './fix';
import { isTestedSomewhere } from './laterTest';

const ACCEPTED = /^nullable:WskAcceptEvent:AcceptSocket$/;

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
    for (const fact of facts.returns) {
      if (fact.root.callback !== 'WskAcceptEvent' || fact.frame.parent || fact.root.incomplete || !fact.value) continue;
      const key = `${fact.root.fn.id}:AcceptSocket`;
      if (seen.has(key) || constantOf(fact.state, fact.value) !== 0) continue;
      const [first] = storesAtReturn(fact, ACCEPTED, facts).filter(({ value }) => !isTestedHere(value, fact.state));
      if (!first || first.name === undefined || isTestedSomewhere(first.name, files)) continue;
      seen.add(key);
      report({
        place: first.place,
        // Where it is read again, the code may do without a connection.
        severity: 'warning',
        message: { id: 'kept', args: { parameter: 'AcceptSocket' } },
        related: [
          ...(first.inside
            ? [{ place: first.inside, message: { id: 'store', args: { parameter: 'AcceptSocket' } } }]
            : []),
          { place: placeOf(fact.site), message: { id: 'returned' } },
        ],
        fixes: () => testFirst(fact.root, 'AcceptSocket', first.place, files),
      });
    }
  },
};
