import { model, type EventFlag, type SocketCategory } from '../../model';
import { withoutCallAt } from '../droppedCall';
import { eventCalls, flagPlace, masksOf, type Mask } from '../mask';
import { enabledFor } from '../staticMasks';
import { callPlace, type Place } from '../../wsk/place';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { Sockets } from '../finding';
import { WrongPlaces } from '../definitions';
import { enumeratorAt, namedAlike } from '../enumerators';
import { withoutFlagAt, writtenFlag } from '../flagEdits';
import type { FixReport, Rule, RuleContext } from '../rule';

/** Which flags a category has: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'event-category', section: 'events', severity: 'error', statements: ['A7', 'A12'], fixable: true },
  check({ facts, files, report }) {
    const wrong = new WrongPlaces();
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const category = categoryOf(call);
      const masks = value && masksOf(value, call.before);
      if (!value || !masks || category === undefined || category === 'stream') continue;
      if (masks.some((mask) => mask.disables && mask.events.length > 1)) continue;
      for (const flag of masks[0]?.events ?? []) {
        if (fits(flag, category) || !masks.every((mask) => mask.events.includes(flag))) continue;
        const place = flagPlace(value, flag.name);
        const sockets: Sockets = { sockets: [category] };
        const way = `${flag.name} ${category}`;
        wrong.add(way, place);
        report({
          place,
          message: {
            id: category === 'basic' ? 'basic' : 'category',
            args: { flag: flag.name, category: sockets, callback: flag.callback ?? '' },
          },
          related: [
            ...(call.socket?.ghost?.creation
              ? [
                  {
                    place: callPlace(call.socket.ghost.creation),
                    message: { id: 'created', args: { category: sockets } },
                  },
                ]
              : []),
            { place: callPlace(call), message: { id: 'call' } },
          ],
          fixes: () => {
            const written = writtenFlag(place, flag.name, wrong.of(way), { facts, files });
            return isStaticInstead(call, flag.name, category, facts)
              ? withoutCall(call, masks, files)
              : fixesFor(written, flag.name, category, { facts, files });
          },
        });
      }
    }
  },
};

function categoryOf(call: CallFact): SocketCategory | undefined {
  return call.socket?.category ?? call.socket?.tableCategory;
}

function fits(flag: EventFlag, category: SocketCategory): boolean {
  if (category === 'basic') return false;
  return (
    flag.categories.includes(category) ||
    flag.inferredCategories.includes(category) ||
    (category === 'listen' && flag.inheritable)
  );
}

const SWAPPED: Readonly<Record<string, { readonly category: SocketCategory; readonly name: string } | undefined>> = {
  WSK_EVENT_RECEIVE_FROM: { category: 'connection', name: 'WSK_EVENT_RECEIVE' },
  WSK_EVENT_RECEIVE: { category: 'datagram', name: 'WSK_EVENT_RECEIVE_FROM' },
};

/** The flag that the category has for the same purpose, else the mask without the flag. */
function fixesFor(
  written: Place | undefined,
  flag: string,
  category: SocketCategory,
  context: Pick<RuleContext, 'facts' | 'files'>,
): FixReport[] {
  if (!written) return [];
  const { files } = context;
  const swap = SWAPPED[flag];
  if (swap?.category === category) {
    const enumerator = enumeratorAt(written, context);
    const newText = enumerator ? namedAlike(enumerator, swap.name) : swap.name;
    return newText === undefined
      ? []
      : [{ title: { id: 'swap', args: { flag: newText } }, safe: false, edits: [{ place: written, newText }] }];
  }
  const edits = withoutFlagAt(written, files);
  return edits ? [{ title: { id: 'drop', args: { flag } }, safe: true, edits }] : [];
}

/** The event that is meant is on for all sockets anyway, and stays on: no call can switch it for one. */
function isStaticInstead(call: CallFact, flag: string, category: SocketCategory, facts: WskFacts): boolean {
  const swap = SWAPPED[flag];
  const meant = swap?.category === category ? model.eventFlags.get(swap.name) : undefined;
  return meant !== undefined && enabledFor(call, meant, facts) !== undefined;
}

function withoutCall(call: CallFact, masks: readonly Mask[], files: RuleContext['files']): FixReport[] {
  if (masks.some(({ events }) => events.length > 1)) return [];
  const edits = withoutCallAt(call, callPlace(call), files);
  return edits ? [{ title: { id: 'dropCall' }, safe: false, edits }] : [];
}
