import { callPlace } from '../../wsk/place';
import { decisionsSince, guards } from '../guards';
import { mentions } from '../mentions';
import { placeAfter } from '../order';
import { registrationOf, succeeded } from '../registration';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** WskDeregister waits until the provider NPI is released: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister */
export const rule: Rule = {
  meta: { id: 'deregister-with-npi', section: 'registration', severity: 'error', statements: ['G8'], fixable: false },
  check({ facts, files, report }) {
    if (!mentions(files, 'WskReleaseProviderNPI')) return;
    for (const fact of facts.calls) {
      const ghost = fact.fn ? registrationOf(fact) : undefined;
      if (!ghost) continue;
      if (
        fact.name === 'WskDeregister' &&
        ghost.captured &&
        !ghost.released &&
        !ghost.deregistered &&
        succeeded(ghost.captured, fact.before) &&
        !skipsRelease(fact, ghost.captured)
      ) {
        report({
          place: placeAfter(fact.site, ghost.captured.site),
          message: { id: 'held' },
          related: [{ place: callPlace(ghost.captured), message: { id: 'captured' } }],
        });
      }
      if (fact.name === 'WskReleaseProviderNPI' && ghost.deregistered && !ghost.released) {
        report({
          place: callPlace(ghost.deregistered),
          message: { id: 'order' },
          related: [{ place: callPlace(fact), message: { id: 'released' } }],
        });
      }
    }
  },
};

/** The release stands under a condition that the analysis could not decide: it may well have happened. */
function skipsRelease(fact: CallFact, captured: CallFact): boolean {
  return decisionsSince(fact.before, captured).some((decision) => guards(decision, 'WskReleaseProviderNPI'));
}
