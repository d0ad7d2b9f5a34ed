import { masksOf, operandWith, staticCalls } from '../mask';
import { callPlace, placeOf, valuePlace } from '../../wsk/place';
import type { Rule } from '../rule';

/** Static events are only switched on: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-set-static-event-callbacks */
export const rule: Rule = {
  meta: { id: 'static-disable-flag', section: 'static', severity: 'error', statements: ['B4'], fixable: true },
  check({ facts, files, report }) {
    for (const call of staticCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || !masks?.every((mask) => mask.disables)) continue;
      const blamed = valuePlace(masks[0]?.value ?? value);
      const leaf = operandWith(value, 'WSK_EVENT_DISABLE');
      const place =
        leaf && leaf.site.file === blamed.file && leaf.site.start >= blamed.start && leaf.site.end <= blamed.end
          ? placeOf(leaf.site)
          : blamed;
      const text = files.get(blamed.file)?.text.slice(blamed.start, blamed.end) ?? '';
      const without = text.replace(/\s*\|\s*WSK_EVENT_DISABLE\b|\bWSK_EVENT_DISABLE\s*\|\s*/, '');
      const fixes =
        without !== text ? [{ title: { id: 'fix' }, safe: true, edits: [{ place: blamed, newText: without }] }] : [];
      report({
        place,
        message: { id: 'disable' },
        fixes,
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  },
};
