import { argumentOf, createdCategory, sameClient } from '../dispatch';
import { eventCalls, maskPlace, masksOf, placeForSocket, staticCalls } from '../mask';
import { argumentPlace, callPlace, valuePlace } from '../../wsk/place';
import { isNonNullHere, isNullHere } from '../../wsk/values';
import { tableInstead } from '../newTable';
import type { EventFlag } from '../../model';
import type { CallFact } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** Events need a client dispatch table: https://learn.microsoft.com/windows-hardware/drivers/network/creating-sockets */
export const rule: Rule = {
  meta: {
    id: 'events-without-dispatch',
    section: 'events',
    severity: 'error',
    statements: ['A33', 'B9'],
    fixable: true,
  },
  check(context) {
    const { facts, report } = context;
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      const dispatch = call.socket?.ghost?.dispatch;
      const creation = call.socket?.ghost?.creation;
      if (
        !value ||
        !masks?.every((mask) => !mask.disables && mask.events.length > 0) ||
        !dispatch ||
        !isNullHere(dispatch, call.before)
      )
        continue;
      if (call.socket.category === 'basic') continue;
      const accepted = call.socket.ghost.accepted;
      const first = masks[0]?.value ?? value;
      report({
        place: placeForSocket(call, first, maskPlace(first, call), facts, (other) => {
          const table = other.socket?.ghost?.dispatch;
          return table !== undefined && isNonNullHere(table, other.before);
        }),
        message: { id: 'none' },
        fixes: creation
          ? withTable(creation, masks[0]?.events ?? [], context)
          : tableInstead(valuePlace(dispatch), call.root.fn, 'connection', masks[0]?.events ?? [], context),
        ...(accepted ? { severity: 'warning' as const } : {}),
        related: [
          ...(creation ? [{ place: callPlace(creation), message: { id: 'created' } }] : []),
          { place: callPlace(call), message: { id: 'call' } },
        ],
      });
    }
    for (const call of staticCalls(facts)) {
      const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
      if (masks?.length !== 1) continue;
      for (const creation of facts.calls) {
        if (!creation.fn?.creates || !sameClient(call, creation, facts)) continue;
        const dispatch = argumentOf(creation, 'client-dispatch');
        if (!dispatch || !isNullHere(dispatch.value, creation.before)) continue;
        const category = createdCategory(creation);
        const flag = masks[0]?.events.find(
          (one) => category !== undefined && category !== 'basic' && one.categories.includes(category),
        );
        if (!flag) continue;
        report({
          place: argumentPlace(creation, dispatch),
          fixes: () => withTable(creation, masks[0]?.events ?? [], context),
          message: { id: 'static', args: { flag: flag.name } },
          ...(creation.name === 'WskAccept' ? { severity: 'warning' as const } : {}),
          related: [{ place: callPlace(call), message: { id: 'staticCall' } }],
        });
      }
    }
  },
};

/** The creation, in whatever function it stands or gets its table from, with a table. */
function withTable(creation: CallFact, events: readonly EventFlag[], context: RuleContext): FixReport[] {
  const dispatch = argumentOf(creation, 'client-dispatch');
  const category = createdCategory(creation);
  if (!dispatch || category === undefined) return [];
  const place = argumentPlace(creation, dispatch);
  for (let { frame } = creation; ; frame = frame.parent) {
    const { fn } = frame;
    if (fn.file === place.file && fn.decl.start <= place.start && place.end <= fn.decl.end)
      return tableInstead(place, fn, category, events, context);
    if (!frame.parent) return [];
  }
}
