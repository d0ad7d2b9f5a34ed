/** `control.NpiId = &NPI_WSK_INTERFACE_ID;` before the call that gets the structure. */
import type { CallFact } from '../wsk/facts';
import type { Place } from '../wsk/place';
import { beforeCall } from './irpEdits';
import type { FixReport, RuleContext } from './rule';
import { textOf } from './text';

/** `place` is the argument, in the call or in the caller that hands it on; only in the call itself there is a fix. */
export function assignNpiId(call: CallFact, place: Place, files: RuleContext['files']): FixReport[] {
  const [, address, variable] = /^(&\s*)?([A-Za-z_][\w.>-]*)$/.exec(textOf(files.get(place.file), place)) ?? [];
  const isDirect = call.frame.fn.file === place.file && place.start >= call.call.start && place.end <= call.call.end;
  if (variable === undefined || !isDirect) return [];
  const member = `${variable}${address === undefined ? '->' : '.'}NpiId`;
  const edits = beforeCall(call, `${member} = &NPI_WSK_INTERFACE_ID;`, files);
  return edits ? [{ title: { id: 'assign' }, safe: true, edits }] : [];
}
