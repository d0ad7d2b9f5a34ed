import { model } from '../../model';
import { argument, controlCalls, isWellAddressed, operationOf } from '../control';
import { argumentPlace, callPlace } from '../../wsk/place';
import { assignNpiId } from '../npiAssignment';
import { assignedBefore, eventsFor, oneForEach } from '../eventChoice';
import type { EditReport, Rule } from '../rule';

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
        fixes: () => {
          if (!names.includes('EventMask')) return first === 'NpiId' ? assignNpiId(call.fact, place, files) : [];
          const npiId = names.includes('NpiId')
            ? assignNpiId(call.fact, place, files).flatMap(({ edits }) => edits)
            : [];
          const mask = npiId.length > 0 || names.length === 1 ? assignedBefore(call.fact, place, files) : undefined;
          return mask ? oneForEach(eventsFor(call.fact, facts), (flag) => joined(npiId, mask(flag))) : [];
        },
      });
    }
  },
};

function joined(first: readonly EditReport[], others: readonly EditReport[] | undefined): EditReport[] | undefined {
  return others && [...first, ...others];
}
