import { model, type SocketCategory } from '../../model';
import { eventCalls, masksOf } from '../mask';
import { callPlace, leaves, placeOf, valuePlace } from '../../wsk/place';
import type { CallFact } from '../../wsk/facts';
import type { Value } from '../../flow/values';
import type { Rule } from '../rule';

/** Which flags a category has: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'event-category', section: 'events', severity: 'error', statements: ['A7', 'A12'], fixable: true },
  check({ facts, report }) {
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const category = categoryOf(call);
      const masks = value && masksOf(value, call.before);
      if (!value || !masks || category === undefined || category === 'stream') continue;
      if (masks.some((mask) => mask.disables && mask.events.length > 1)) continue;
      for (const flag of masks[0]?.events ?? []) {
        if (fits(flag, category) || !masks.every((mask) => mask.events.includes(flag))) continue;
        const place = flagPlace(value, flag.name);
        report({
          place, message: { id: category === 'basic' ? 'basic' : 'category', args: { flag: flag.name, category, callback: flag.callback ?? '' } },
          related: [
            ...(call.socket?.ghost?.creation ? [{ place: callPlace(call.socket.ghost.creation), message: { id: 'created', args: { category } } }] : []),
            { place: callPlace(call), message: { id: 'call' } },
          ],
        });
      }
    }
  },
};

function categoryOf(call: CallFact): SocketCategory | undefined {
  return call.socket?.category ?? call.socket?.tableCategory;
}

function fits(flag: (typeof model.eventFlags extends ReadonlyMap<string, infer F> ? F : never), category: SocketCategory): boolean {
  if (category === 'basic') return false;
  return flag.categories.includes(category) || flag.inferredCategories.includes(category) || (category === 'listen' && flag.inheritable);
}

/** The flag itself where it is written, else the mask. */
function flagPlace(value: Value, name: string): ReturnType<typeof valuePlace> {
  const blamed = valuePlace(value);
  const leaf = leaves(value.origin).find((one) => one.name === name);
  return leaf && leaf.site.file === blamed.file && leaf.site.start >= blamed.start && leaf.site.end <= blamed.end ? placeOf(leaf.site) : blamed;
}
