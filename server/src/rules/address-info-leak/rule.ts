import { rootOf } from '../../flow/regions';
import { isGhost } from '../../wsk/objects';
import { callPlace, callWithin, type Place } from '../../wsk/place';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** The list is freed by who asked for it: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_free_address_info */
export const rule: Rule = {
  meta: { id: 'address-info-leak', section: 'sockets', severity: 'warning', statements: ['I29'], fixable: false },
  check({ facts, report }) {
    const lost = new Map<string, CallFact>();
    const kept = new Set<string>();
    for (const exit of facts.exits) {
      if (exit.stage !== 'completed') continue;
      for (const [, ghost] of exit.state.allGhosts()) {
        if (!isGhost(ghost, 'address-info')) continue;
        const key = `${exit.root.fn.id}:${ghost.call.site.file}:${ghost.call.site.start}`;
        if (ghost.freed || ghost.escaped || ghost.heldBy || exit.root.incomplete || exit.root.defers) kept.add(key);
        else if (exit.state.constraint(`final:${ghost.call.id}`).high >= 0) lost.set(key, ghost.call);
      }
    }
    for (const [key, call] of lost) {
      if (kept.has(key)) continue;
      const place = placeOfAsking(call);
      const isInHelper = place.file !== call.site.file || place.start !== call.site.start;
      report({
        place,
        message: { id: 'never' },
        related: isInHelper ? [{ place: callPlace(call), message: { id: 'made' } }] : [],
      });
    }
  },
};

/** The call, or the one of the helper that leaves the list in a variable of its caller. */
function placeOfAsking(call: CallFact): Place {
  const result = call.args.find((arg) => arg.param?.name === 'Result')?.value;
  const kept = result?.k === 'pointer' ? rootOf(result.region) : undefined;
  return kept?.r === 'local' ? callWithin(call, kept.frame) : callPlace(call);
}
