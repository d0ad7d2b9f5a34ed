import { model } from '../../model';
import { argument, controlCalls, isWellAddressed, operationOf } from '../control';
import { argumentPlace, callPlace, type Place } from '../../wsk/place';
import { before, indentationAt, lineEnd, lineStart, textOf } from '../text';
import type { CallFact } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** Both members are set before the call: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_event_callback_control */
export const rule: Rule = {
  meta: { id: 'control-uninitialized', section: 'control', severity: 'error', statements: ['A30'], fixable: true },
  check({ facts, files, report }) {
    const calls = controlCalls(facts).filter(isWellAddressed);
    // Assigned on no path: one path that assigns speaks for the others.
    const assigned = new Set<string>();
    const missing = (call: (typeof calls)[number]): string[] => {
      const { control } = call;
      const names: string[] = [];
      if (control.npiId?.k === 'undefined') names.push('NpiId');
      if (control.eventMask?.k === 'undefined') names.push('EventMask');
      if (
        control.variable?.k === 'undefined' &&
        operationOf(call)?.input.size === 'sizeof' &&
        !model.structures.has(operationOf(call)?.input.type ?? '')
      )
        names.push('');
      return names;
    };
    const key = (call: (typeof calls)[number], name: string): string =>
      `${call.fact.id}:${call.fact.site.file}:${name}`;
    for (const call of calls) {
      const absent = missing(call);
      for (const name of ['NpiId', 'EventMask', '']) if (!absent.includes(name)) assigned.add(key(call, name));
    }
    for (const call of calls) {
      const names = missing(call).filter((name) => !assigned.has(key(call, name)));
      const buffer = argument(call, 'inputBuffer');
      if (names.length === 0 || !buffer) continue;
      const place = argumentPlace(call.fact, buffer);
      const first = names[0] ?? '';
      report({
        place,
        message:
          first === ''
            ? { id: 'variable', args: { code: call.code.name } }
            : { id: 'member', args: { member: names.join(', ') } },
        related: [{ place: callPlace(call.fact), message: { id: 'call' } }],
        fixes: names.join() === 'NpiId' ? assignNpi(call.fact, place, files) : [],
      });
    }
  },
};

/** The assignment goes before the call's statement. */
function assignNpi(call: CallFact, place: Place, files: RuleContext['files']): FixReport[] {
  const source = files.get(place.file);
  const variable = /^&\s*([A-Za-z_][\w.>-]*)$/.exec(textOf(source, place))?.[1];
  if (
    !source ||
    variable === undefined ||
    call.frame.fn.file !== place.file ||
    place.start < call.call.start ||
    place.end > call.call.end
  )
    return [];
  if (!/^\s*(?:[\w.>-]+\s*=\s*|return\s+|\((?:void|VOID)\)\s*)?$/.test(before(source, call.call.start))) return [];
  const start = lineStart(source, call.call.start);
  const unguarded = /[;{}]\s*$/.test(source.text.slice(Math.max(0, start - 300), start));
  if (!unguarded) return [];
  const newText = `${indentationAt(source, call.call.start)}${variable}.NpiId = &NPI_WSK_INTERFACE_ID;${lineEnd(source)}`;
  return [{ title: { id: 'fix' }, safe: true, edits: [{ place: { file: place.file, start, end: start }, newText }] }];
}
