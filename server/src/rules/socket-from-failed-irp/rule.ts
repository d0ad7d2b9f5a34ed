import type { State } from '../../flow/state';
import type { Value } from '../../flow/values';
import { callPlace, placeOf } from '../../wsk/place';
import { isTestedHere } from '../../wsk/values';
import type { CallFact } from '../../wsk/facts';
import type { Rule } from '../rule';

/** Only a request that succeeded leaves a socket: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_socket */
export const rule: Rule = {
  meta: { id: 'socket-from-failed-irp', section: 'sockets', severity: 'warning', statements: ['H12'], fixable: false },
  check({ facts, report }) {
    const creations = new Set<string>();
    for (const use of facts.socketUses) {
      const creation = use.ghost.creation;
      if (!creation || use.ghost.closedAt || !isUntested(use.value, creation, use.state)) continue;
      const key = `${creation.site.file}:${creation.site.start}:${use.root.fn.id}`;
      if (creations.has(key)) continue;
      creations.add(key);
      report({
        place: placeOf(use.site),
        message: { id: 'untested', args: { function: creation.name } },
        related: [{ place: callPlace(creation), message: { id: 'created' } }],
      });
    }
  },
};

/** Neither the request's status nor the pointer was looked at on this path, nor handed to code that may have done so. */
function isUntested(value: Value, creation: CallFact, state: State): boolean {
  if (value.k !== 'symbol' || !value.symbol.tag.startsWith('socket:') || isTestedHere(value, state)) return false;
  const final = `final:${creation.id}`;
  if (state.ghost(`status:${final}`)) return false;
  const c = state.constraint(final);
  return c.low === -Infinity && c.high === Infinity && (c.not.length > 0 || !state.isAskedAbout(final));
}
