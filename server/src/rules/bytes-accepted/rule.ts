import { isOutput, certainReturn, parameterWrites, siteInRoot } from '../outputs';
import { placeOf } from '../../wsk/place';
import type { WriteFact, WskFacts } from '../../wsk/facts';
import { isOnPath } from '../outside';
import type { Rule } from '../rule';

/** WSK reads the count with STATUS_SUCCESS only: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_receive_event */
export const rule: Rule = {
  meta: { id: 'bytes-accepted', section: 'callbacks', severity: 'warning', statements: ['D14', 'D15'], fixable: false },
  check({ facts, report }) {
    const seen = new Set<string>();
    const once = (place: { readonly file: string; readonly start: number }): boolean => {
      const key = `${place.file}:${place.start}`;
      return !seen.has(key) && !!seen.add(key);
    };
    for (const write of parameterWrites(facts, 'WskReceiveEvent', 'BytesAccepted')) {
      const place = placeOf(write.site);
      if (once(place)) report({ place, message: { id: 'pointer' } });
    }
    for (const fact of facts.returns) {
      const code = certainReturn(fact);
      if (fact.root.callback !== 'WskReceiveEvent' || code === undefined || code === 0) continue;
      for (const [region, value] of fact.state.entries()) {
        if (!isOutput(region, fact.root, 'WskReceiveEvent', 'BytesAccepted')) continue;
        // The value that WSK left there, merely read.
        if (value.k === 'symbol' && value.symbol.initialOf === region) continue;
        const writes = facts.writes.filter(
          (write) =>
            write.root === fact.root &&
            write.region === region &&
            isOnPath(write.state, fact.state) &&
            write.value.origin.site.start === value.origin.site.start,
        );
        const last = writes[writes.length - 1];
        // A count set to 0 before the decision is an initialisation.
        if (!last || (value.k === 'int' && value.value === 0 && !isForNothing(last, facts))) continue;
        const place = siteInRoot(last.site);
        if (once(place))
          report({
            place,
            severity: 'hint',
            message: { id: 'ignored' },
            related: [{ place: placeOf(fact.site), message: { id: 'return' } }],
          });
      }
    }
  },
};

/** Whatever comes after it, the callback does not return STATUS_SUCCESS. */
function isForNothing(write: WriteFact, facts: WskFacts): boolean {
  return !facts.returns.some(
    (fact) =>
      fact.root === write.root && !fact.frame.parent && certainReturn(fact) === 0 && isOnPath(write.state, fact.state),
  );
}
