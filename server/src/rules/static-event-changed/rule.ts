import { eventCalls, flagPlace, masksOf } from '../mask';
import { enabledFor } from '../staticMasks';
import { withoutCallAt } from '../droppedCall';
import { holds } from '../statements';
import { WrongPlaces } from '../definitions';
import { withoutFlagAt, writtenFlag } from '../flagEdits';
import { callPlace, valuePlace, type Place } from '../../wsk/place';
import type { CallFact } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** Static events stay as they are: https://learn.microsoft.com/windows-hardware/drivers/network/wsk-set-static-event-callbacks */
export const rule: Rule = {
  meta: { id: 'static-event-changed', section: 'static', severity: 'error', statements: ['B2'], fixable: true },
  check({ facts, files, report }) {
    const wrong = new WrongPlaces();
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      if (!value || masks?.length !== 1) continue;
      for (const flag of masks[0]?.events ?? []) {
        const fixed = enabledFor(call, flag, facts);
        if (!fixed) continue;
        const listening = (call.socket?.category ?? call.socket?.tableCategory) === 'listen' && flag.inheritable;
        const place = flagPlace(value, flag.name);
        const keepsOthers = masks[0]?.disables === false && masks[0].events.length > 1;
        wrong.add(flag.name, place);
        report({
          fixes: () => {
            const written = keepsOthers
              ? writtenFlag(place, flag.name, wrong.of(flag.name), { facts, files })
              : undefined;
            const edits = written && withoutFlagAt(written, files);
            return edits
              ? [{ title: { id: 'fix', args: { flag: flag.name } }, safe: true, edits }]
              : droppedCall(call, place, files);
          },
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

/** The call goes: what it is for holds anyway. A mask of several events may have others that are not static. */
function droppedCall(call: CallFact, place: Place, files: RuleContext['files']): FixReport[] {
  if (call.control?.eventMask && (masksOf(call.control.eventMask, call.before)?.[0]?.events.length ?? 0) > 1) return [];
  const isLocal = place.file === call.frame.fn.file && holds(call.frame.fn.decl, place);
  const edits = withoutCallAt(call, isLocal ? callPlace(call) : place, files);
  return edits ? [{ title: { id: 'drop' }, safe: false, edits }] : [];
}
