import { eventCalls, maskPlace, masksOf } from '../mask';
import { callPlace, type Place } from '../../wsk/place';
import { before, indentationAt, lineEnd, lineStart, nextLine } from '../text';
import type { CallFact } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** WSK disables one event per call: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'disable-one-event', section: 'events', severity: 'error', statements: ['A1'], fixable: true },
  check({ facts, files, report }) {
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || !masks?.every((mask) => mask.disables && mask.events.length > 1)) continue;
      const events = masks[0]?.events ?? [];
      const place = maskPlace(masks[0]?.value ?? value);
      report({
        place,
        fixes: split(
          call,
          place,
          events.map((flag) => flag.name),
          files,
        ),
        message: { id: 'several', args: { count: events.length, events: events.map((flag) => flag.name).join(', ') } },
        related: [{ place: callPlace(call), message: { id: 'call' } }],
      });
    }
  },
};

/** `Control.EventMask = A | B | WSK_EVENT_DISABLE; Status = call;` becomes one call for each event, each after the one before. */
function split(call: CallFact, place: Place, events: readonly string[], files: RuleContext['files']): FixReport[] {
  const source = files.get(place.file);
  if (!source || call.frame.fn.file !== place.file || place.end > call.call.start) return [];
  const target = /^\s*([A-Za-z_][\w.>-]*(?:\.|->)EventMask)\s*=\s*$/.exec(before(source, place.start))?.[1];
  const status = /^\s*([A-Za-z_]\w*)\s*=\s*$/.exec(before(source, call.call.start))?.[1];
  const next = nextLine(source, call.call.end);
  const between = source.text.slice(place.end, lineStart(source, call.call.start));
  if (
    target === undefined ||
    status === undefined ||
    next === undefined ||
    !/^\s*;\s*(?:\/\/[^\n]*)?\s*$/.test(between)
  )
    return [];
  const indent = indentationAt(source, call.call.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  const end = lineEnd(source);
  // Continuation lines keep their place under the first argument.
  const shift = step + ' '.repeat(Math.max(0, NEXT.length - status.length));
  const text = source.text.slice(call.call.start, call.call.end).replace(/\n/g, `\n${shift}`);
  const blocks = events
    .slice(1)
    .map((flag) =>
      [
        `${indent}if (NT_SUCCESS(${status})) {`,
        `${indent}${step}NTSTATUS ${NEXT};`,
        '',
        `${indent}${step}${target} = ${flag} | WSK_EVENT_DISABLE;`,
        `${indent}${step}${NEXT} = ${text};`,
        `${indent}${step}if (${NEXT} != STATUS_SUCCESS) {`,
        `${indent}${step}${step}${status} = ${NEXT};`,
        `${indent}${step}}`,
        `${indent}}`,
        '',
      ].join(end),
    );
  return [
    {
      title: { id: 'split' },
      safe: true,
      edits: [
        { place, newText: `${events[0] ?? ''} | WSK_EVENT_DISABLE` },
        { place: { file: place.file, start: next, end: next }, newText: blocks.join('') },
      ],
    },
  ];
}

const NEXT = 'NextStatus';
