import { constantOf } from '../../flow/arithmetic';
import { chain, type Frame } from '../../flow/frames';
import { alternatives } from '../../flow/values';
import { argumentPlace, blame, callPlace } from '../../wsk/place';
import { argumentOf } from '../dispatch';
import type { WskFacts } from '../../wsk/facts';
import type { Rule } from '../rule';

const LONG_WAIT = 1000;

/** A driver does not wait for the provider while it loads: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi */
export const rule: Rule = {
  meta: { id: 'capture-wait', section: 'registration', severity: 'warning', statements: ['G13'], fixable: false },
  check({ facts, report }) {
    for (const fact of facts.calls) {
      if (fact.name !== 'WskCaptureProviderNPI' || fact.root.fn.name !== 'DriverEntry') continue;
      const timeout = argumentOf(fact, 'timeout');
      if (!timeout || !isOnlyCalledByEntry(blame(timeout.value.origin).frame ?? fact.frame, facts)) continue;
      const waits = alternatives(timeout.value).map((one) => constantOf(fact.before, one));
      if (!waits.every((wait) => wait !== undefined && wait >>> 0 > LONG_WAIT)) continue;
      const endless = waits.every((wait) => wait !== undefined && wait >>> 0 === 0xffffffff);
      report({
        place: argumentPlace(fact, timeout),
        message: { id: endless ? 'endless' : 'long' },
        related: fact.frame.parent ? [{ place: callPlace(fact), message: { id: 'call' } }] : [],
      });
    }
  },
};

/** Every run that reaches the function which tells the timeout goes through functions that DriverEntry calls. */
function isOnlyCalledByEntry(teller: Frame, facts: WskFacts): boolean {
  const path = new Set(chain(teller).map((frame) => frame.fn));
  return facts.calls.every(
    (other) => path.has(other.root.fn) || !chain(other.frame).some((frame) => frame.fn === teller.fn),
  );
}
