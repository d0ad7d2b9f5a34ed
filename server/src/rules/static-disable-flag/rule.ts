import { masksOf, operandWith, staticCalls } from '../mask';
import { withoutFlagAt, writtenFlag } from '../flagEdits';
import { callPlace, placeOf, valuePlace, type Place } from '../../wsk/place';
import type { Rule } from '../rule';

const DISABLE_FLAG = 'WSK_EVENT_DISABLE';

/** Static events are only switched on: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-set-static-event-callbacks */
export const rule: Rule = {
  meta: { id: 'static-disable-flag', section: 'static', severity: 'error', statements: ['B4'], fixable: true },
  check({ facts, files, report }) {
    const wrong: Place[] = [];
    for (const call of staticCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || !masks?.every((mask) => mask.disables)) continue;
      const blamed = valuePlace(masks[0]?.value ?? value);
      const leaf = operandWith(value, DISABLE_FLAG);
      const place =
        leaf && leaf.site.file === blamed.file && leaf.site.start >= blamed.start && leaf.site.end <= blamed.end
          ? placeOf(leaf.site)
          : blamed;
      wrong.push(place);
      report({
        place,
        message: { id: 'disable' },
        fixes: () => {
          const written = writtenFlag(place, DISABLE_FLAG, wrong, { facts, files });
          const edits = written && withoutFlagAt(written, files);
          return edits ? [{ title: { id: 'fix' }, safe: true, edits }] : [];
        },
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  },
};
