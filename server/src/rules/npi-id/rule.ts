import { isNull, type Value } from '../../flow/values';
import type { CallFact } from '../../wsk/facts';
import { argumentPlace, callPlace, valuePlace } from '../../wsk/place';
import { assignNpiId } from '../npiAssignment';
import type { Rule } from '../rule';

/** NpiId points to the identifier: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_event_callback_control */
export const rule: Rule = {
  meta: { id: 'npi-id', section: 'control', severity: 'error', statements: ['A28', 'B7'], fixable: true },
  check({ facts, files, report }) {
    for (const call of facts.calls) {
      const npi = call.control?.npiId;
      if (!npi || !isEventCall(call)) continue;
      const buffer = call.args[call.control.index.inputBuffer];
      const related = [{ place: callPlace(call), message: { id: 'call' } }];
      if (isNull(npi)) {
        const zeroed = npi.origin.kind === 'zeroed';
        const place = zeroed && buffer ? argumentPlace(call, buffer) : valuePlace(npi);
        const source = files.get(place.file);
        const isName =
          source !== undefined && !zeroed && /^(?:NULL|0|nullptr)$/.test(source.text.slice(place.start, place.end));
        report({
          place,
          message: { id: zeroed ? 'unset' : 'null' },
          related,
          fixes: isName
            ? [{ title: { id: 'fix' }, safe: true, edits: [{ place, newText: '&NPI_WSK_INTERFACE_ID' }] }]
            : zeroed
              ? assignNpiId(call, place, files)
              : [],
        });
      } else if (isPlainIdentifier(npi)) {
        const place = valuePlace(npi);
        const source = files.get(place.file);
        const exact = source?.text.slice(place.start, place.end) === 'NPI_WSK_INTERFACE_ID';
        report({
          place,
          message: { id: 'value' },
          related,
          fixes: exact
            ? [{ title: { id: 'fix' }, safe: true, edits: [{ place, newText: '&NPI_WSK_INTERFACE_ID' }] }]
            : [],
        });
      }
    }
  },
};

function isEventCall(call: CallFact): boolean {
  const code = call.control?.code;
  return (
    code !== undefined &&
    code.function === call.control?.function &&
    (call.control.request === undefined || call.control.request === 'WskSetOption')
  );
}

/** NPI_WSK_INTERFACE_ID without `&`. */
function isPlainIdentifier(value: Value): boolean {
  return value.k !== 'pointer' && value.origin.kind === 'name' && value.origin.name === 'NPI_WSK_INTERFACE_ID';
}
