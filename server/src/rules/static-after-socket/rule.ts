import { staticCalls } from '../mask';
import { argumentOf } from '../dispatch';
import { callPlace, callWithin, type Place } from '../../wsk/place';
import { isCaller } from '../../wsk/place';
import type { CallFact } from '../../wsk/facts';
import type { ClientGhost } from '../../wsk/objects';
import type { Rule } from '../rule';

/** Static events come before the first socket: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-set-static-event-callbacks */
export const rule: Rule = {
  meta: { id: 'static-after-socket', section: 'static', severity: 'error', statements: ['B1'], fixable: false },
  check({ facts, report }) {
    for (const call of staticCalls(facts)) {
      const client = argumentOf(call, 'client')?.value;
      const key = client?.k === 'symbol' ? `client:*(${client.symbol.key})` : undefined;
      const ghost = key === undefined ? undefined : call.before.ghost(key);
      if (!ghost || !isClient(ghost)) continue;
      const creation = ghost.creations[0];
      if (!creation) continue;
      report({
        place: placeIn(call, creation),
        message: { id: 'after', args: { function: creation.name } },
        related: [{ place: callPlace(creation), message: { id: 'created' } }],
      });
    }
  },
};

function isClient(ghost: { readonly key: string }): ghost is ClientGhost {
  return ghost.key.startsWith('client:');
}

/** Where the order is wrong: in the function that makes both calls, if need be through helpers. */
function placeIn(call: CallFact, creation: CallFact): Place {
  let common = call.frame;
  while (common.parent && !isCaller(common, creation.frame)) common = common.parent;
  return callWithin(call, common);
}
