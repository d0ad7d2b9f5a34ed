import { eventCalls, flagPlace, masksOf, staticCalls } from '../mask';
import { registrations, sameClient } from '../dispatch';
import { textOf, withoutFlag } from '../text';
import { callPlace, valuePlace } from '../../wsk/place';
import type { Rule } from '../rule';

/** Static events stay as they are: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-set-static-event-callbacks */
export const rule: Rule = {
  meta: { id: 'static-event-changed', section: 'static', severity: 'error', statements: ['B2'], fixable: true },
  check({ facts, files, report }) {
    const statics = staticCalls(facts).flatMap((call) => {
      const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
      return masks?.length === 1 && masks[0] ? [{ call, mask: masks[0] }] : [];
    });
    if (statics.length === 0) return;
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || masks?.length !== 1) continue;
      for (const flag of masks[0]?.events ?? []) {
        const fixed = statics.find((one) => one.mask.events.includes(flag) && clientOf(call, one.call, facts));
        if (!fixed) continue;
        const listening = (call.socket?.category ?? call.socket?.tableCategory) === 'listen' && flag.inheritable;
        const place = flagPlace(value, flag.name);
        const source = files.get(place.file);
        const part = source && textOf(source, place) === flag.name ? withoutFlag(source, place) : undefined;
        report({
          fixes:
            part && masks[0]?.disables === false
              ? [
                  {
                    title: { id: 'fix', args: { flag: flag.name } },
                    safe: true,
                    edits: [{ place: { file: place.file, ...part }, newText: '' }],
                  },
                ]
              : [],
          place,
          message: { id: 'changed', args: { flag: flag.name } },
          ...(call.socket?.ghost?.accepted === true || listening ? { severity: 'warning' as const } : {}),
          related: [
            { place: valuePlace(fixed.mask.value), message: { id: 'static', args: { flag: flag.name } } },
            { place: callPlace(call), message: { id: 'call' } },
          ],
        });
      }
    }
  },
};

/** The socket belongs to the client of the static call. */
function clientOf(
  call: Parameters<typeof sameClient>[0],
  fixed: Parameters<typeof sameClient>[0],
  facts: Parameters<typeof sameClient>[2],
): boolean {
  const creation = call.socket?.ghost?.creation;
  return creation ? sameClient(fixed, creation, facts) : sameClient(fixed, fixed, facts) && registrations(facts) <= 1;
}
