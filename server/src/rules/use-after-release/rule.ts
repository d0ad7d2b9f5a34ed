import type { Frame } from '../../flow/frames';
import { callPlace } from '../../wsk/place';
import { placeAfter } from '../order';
import { registrations } from '../registration';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { Rule } from '../rule';

/** The provider's functions go with the NPI: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nf-wsk-wskreleaseprovidernpi */
export const rule: Rule = {
  meta: { id: 'use-after-release', section: 'registration', severity: 'error', statements: ['G11'], fixable: false },
  check({ facts, report }) {
    const single = hasOneRegistration(facts);
    for (const fact of facts.calls) {
      if (fact.fn?.role !== 'client' || !fact.table) continue;
      const known = registrations(fact.before);
      // Paths are joined where there are too many: another path that still holds the NPI makes this one doubtful.
      const held = facts.calls.some(
        (other) =>
          other.root.fn === fact.root.fn &&
          other.site.start === fact.site.start &&
          other.site.file === fact.site.file &&
          isSameWay(other.frame, fact.frame) &&
          !isReleased(other),
      );
      const gone = known.find((ghost) => ghost.released && (single || ghost.captured));
      if (held || !gone?.released) continue;
      report({
        place: placeAfter(fact.site, gone.released.site),
        message: { id: 'released', args: { function: fact.name } },
        related: [{ place: callPlace(gone.released), message: { id: 'here' } }],
      });
    }
  },
};

/** The same calls lead there: a helper that is called before the release as well is right there. */
function isSameWay(a: Frame, b: Frame): boolean {
  if (a === b) return true;
  if (!a.parent || !b.parent) return !a.parent && !b.parent;
  return (
    a.callSite?.start === b.callSite?.start && a.callSite?.file === b.callSite?.file && isSameWay(a.parent, b.parent)
  );
}

function hasOneRegistration(facts: WskFacts): boolean {
  return (
    new Set(
      facts.calls
        .filter((call: CallFact) => call.name === 'WskRegister')
        .map((call) => `${call.site.file}:${call.site.start}`),
    ).size <= 1
  );
}

function isReleased(call: CallFact): boolean {
  const known = registrations(call.before);
  return known.length > 0 && known.every((ghost) => ghost.released !== undefined);
}
