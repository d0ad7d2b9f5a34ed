import { assignedBefore, eventsFor, namedAt, namedInList, oneForEach } from '../eventChoice';
import { calledFunctions } from '../activation';
import { eventCalls, isAnswered, maskPlace, masksOf, staticCalls } from '../mask';
import { argumentPlace, callPlace } from '../../wsk/place';
import type { InitList } from '../../syntax/ast';
import type { Rule } from '../rule';

/** A mask names at least one event: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'empty-event-mask', section: 'events', severity: 'error', statements: ['A6'], fixable: true },
  check({ facts, files, report }) {
    const called = calledFunctions(facts);
    for (const call of [...eventCalls(facts), ...staticCalls(facts)]) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || !masks?.every((mask) => mask.exact && mask.bits === 0)) continue;
      const first = masks[0]?.value ?? value;
      // What a helper makes of its parameters is known where it is called.
      if (called.has(call.root.fn) && isAnswered(first, call)) continue;
      const buffer = call.args[call.control.index.inputBuffer];
      const zeroed = first.origin.kind === 'zeroed';
      const { expr } = first.origin;
      const list = expr?.kind === 'initList' && namesMember(expr) ? expr : undefined;
      const place = zeroed && buffer && !list ? argumentPlace(call, buffer) : maskPlace(first, call);
      const named = !zeroed
        ? namedAt(first, place, { facts, files })
        : list
          ? namedInList(list, place.file)
          : assignedBefore(call, place, files);
      report({
        place,
        message: { id: zeroed ? 'zeroed' : 'zero' },
        fixes: () => (named ? oneForEach(eventsFor(call, facts), named) : []),
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  },
};

/** Gives a member a value of its own: neither `{}` nor `{ 0 }`. */
function namesMember({ items }: InitList): boolean {
  return items.some(
    ({ value, designators }) => designators.length > 0 || !(value.kind === 'number' && value.value === 0),
  );
}
