import { calledFunctions } from '../activation';
import { eventCalls, isAnswered, isPiecewise, maskPlace, masksOf } from '../mask';
import { alternatives } from '../../flow/values';
import { callPlace, type Place } from '../../wsk/place';
import { eachAtRunTime } from './atRunTime';
import { oneCallForEach } from './fix';
import type { WskFacts } from '../../wsk/facts';
import type { FixReport, Rule } from '../rule';

/** WSK disables one event per call: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'disable-one-event', section: 'events', severity: 'error', statements: ['A1'], fixable: true },
  check({ facts, files, report }) {
    const called = calledFunctions(facts);
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || !masks?.every((mask) => mask.disables && mask.events.length > 1)) continue;
      // What a helper makes of its parameters is known where it is called.
      if (called.has(call.root.fn) && masks.some((mask) => isPiecewise(mask.value.origin))) continue;
      const events = masks[0]?.events ?? [];
      const place = maskPlace(masks[0]?.value ?? value, call);
      report({
        place,
        fixes: (): FixReport[] => {
          if (isAnswered(masks[0]?.value ?? value, call)) return [];
          const written = {
            value: masks[0]?.value ?? value,
            place,
            events: events.map((flag) => flag.name),
            exact: isAlways(place, facts),
          };
          const edits = oneCallForEach(call, written, facts, files);
          if (edits) return [{ title: { id: 'split' }, safe: true, edits }];
          const later = eachAtRunTime(call, written, facts, files);
          return later ? [{ title: { id: 'split' }, safe: false, edits: later }] : [];
        },
        message: { id: 'several', args: { count: events.length, events: events.map((flag) => flag.name).join(', ') } },
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  },
};

/** On every path there is this one mask at the place. */
function isAlways({ file, start, end }: Place, facts: WskFacts): boolean {
  const bits = new Set<number | undefined>();
  for (const other of eventCalls(facts)) {
    const value = other.control?.eventMask;
    const masks = (value && masksOf(value, other.before)) ?? [];
    const places = value ? alternatives(value).map((one) => maskPlace(one, other)) : [];
    if (!places.some((one) => one.file === file && one.start === start && one.end === end)) continue;
    bits.add(masks.length === 1 && masks[0]?.exact ? masks[0].bits : undefined);
  }
  return bits.size === 1 && !bits.has(undefined);
}
