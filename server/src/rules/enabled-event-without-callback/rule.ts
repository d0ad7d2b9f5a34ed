import { alternatives, type Value } from '../../flow/values';
import { isNullHere } from '../../wsk/values';
import { model, type EventFlag, type WskCallback } from '../../model';
import {
  acceptedTables,
  argumentOf,
  holdsNull,
  sameClient,
  tableOfSocket,
  tableView,
  type TableView,
} from '../dispatch';
import { eventCalls, flagPlace, masksOf, placeForSocket, staticCalls } from '../mask';
import { argumentPlace, callPlace, type Place } from '../../wsk/place';
import type { CallFact } from '../../wsk/facts';
import { fillTable } from '../handlers';
import { WrongPlaces } from '../definitions';
import { withoutFlagAt, writtenFlag } from '../flagEdits';
import type { FixReport, Rule, RuleContext } from '../rule';

/** An enabled event calls through the table: https://learn.microsoft.com/windows-hardware/drivers/network/winsock-kernel-events */
export const rule: Rule = {
  meta: {
    id: 'enabled-event-without-callback',
    section: 'events',
    severity: 'error',
    statements: ['A32', 'B9', 'D30'],
    fixable: true,
  },
  check(context) {
    const { facts } = context;
    const wrong = new WrongPlaces();
    for (const call of eventCalls(facts)) {
      const value = call.control?.eventMask;
      const masks = value && masksOf(value, call.before);
      const only = masks?.[0];
      if (!value || !only || masks.length !== 1 || only.disables) continue;
      const view = tableOfSocket(call, facts);
      if (!view) continue;
      for (const flag of only.events) check(context, call, value, flag, view, wrong);
    }
    for (const call of staticCalls(facts)) checkStatic(context, call);
  },
};

function callbackOf(flag: EventFlag): WskCallback | undefined {
  return flag.callback === null ? undefined : model.callbacks.get(flag.callback);
}

function tablePlace(view: TableView): Place | undefined {
  const variable = view.table?.variable;
  return variable && { file: variable.file, start: variable.decl.nameSpan.start, end: variable.decl.nameSpan.end };
}

function check(
  { facts, files, report }: RuleContext,
  call: CallFact,
  value: Value,
  flag: EventFlag,
  view: TableView,
  wrong: WrongPlaces,
): void {
  const callback = callbackOf(flag);
  if (!callback) return;
  const inherits = view.category === 'listen' && flag.inheritable;
  const tables = inherits ? acceptedTables(view, facts).map((one) => one.view) : [view];
  for (const table of tables) {
    const category = table.category;
    if (category === undefined || !callback.categories.includes(category) || !holdsNull(table, callback)) continue;
    const at = tablePlace(table);
    const place = placeForSocket(call, value, flagPlace(value, flag.name), facts, (other) => {
      const known = tableOfSocket(other, facts);
      return callback.member !== null && known?.entry(callback.member)?.k === 'function';
    });
    wrong.add(flag.name, place);
    report({
      place,
      fixes: () => [
        ...filled(table, callback, files),
        ...dropped(writtenFlag(place, flag.name, wrong.of(flag.name), { facts, files }), flag.name, files),
      ],
      message: {
        id: inherits ? 'inherited' : 'missing',
        args: { flag: flag.name, callback: callback.name, table: table.table?.variable.name ?? '' },
      },
      related: [
        ...(at ? [{ place: at, message: { id: 'table', args: { callback: callback.name } } }] : []),
        { place: callPlace(call), message: { id: 'call' } },
      ],
    });
    return;
  }
}

/** The table gets a callback that does nothing yet. */
function filled(view: TableView, callback: WskCallback, files: RuleContext['files']): FixReport[] {
  const edits = view.table && fillTable(view.table, [callback], files);
  return edits ? [{ title: { id: 'fill', args: { callback: callback.name } }, safe: false, edits }] : [];
}

/** The mask without the flag, where others are left. */
function dropped(written: Place | undefined, flag: string, files: RuleContext['files']): FixReport[] {
  const edits = written && withoutFlagAt(written, files);
  return edits ? [{ title: { id: 'drop', args: { flag } }, safe: false, edits }] : [];
}

/** A static event is on for every later socket of its category. */
function checkStatic({ facts, files, report }: RuleContext, call: CallFact): void {
  const value = call.control?.eventMask;
  const only = value && masksOf(value, call.before);
  if (!only || only.length !== 1) return;
  for (const creation of facts.calls) {
    if (!creation.fn?.creates) continue;
    const dispatch = argumentOf(creation, 'client-dispatch');
    if (!dispatch || alternatives(dispatch.value).some((one) => isNullHere(one, creation.before))) continue;
    const view = tableView(dispatch.value, creation.before, facts);
    if (!view?.category || !sameClient(call, creation, facts)) continue;
    const tables: readonly TableView[] =
      view.category === 'listen' ? [view, ...acceptedTables(view, facts).map((one) => one.view)] : [view];
    for (const flag of only[0]?.events ?? []) {
      const callback = callbackOf(flag);
      const wrong =
        callback &&
        tables.find(
          (table) =>
            table.category !== undefined && callback.categories.includes(table.category) && holdsNull(table, callback),
        );
      if (!wrong) continue;
      report({
        fixes: () => filled(wrong, callback, files),
        place: argumentPlace(creation, dispatch),
        message: {
          id: 'static',
          args: { flag: flag.name, callback: callback.name, table: wrong.table?.variable.name ?? '' },
        },
        related: [{ place: callPlace(call), message: { id: 'staticCall' } }],
      });
    }
  }
}
