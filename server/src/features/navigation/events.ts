/**
 * Events as navigation sees them: which callback of which table a flag stands for, where it is switched on and off, and which
 * function WSK calls then.
 */
import type { FunctionEntity } from '../../flow/program';
import { alternatives, type Value } from '../../flow/values';
import { model, type WskCallback } from '../../model';
import { acceptedTables, tableView, type TableView } from '../../rules/dispatch';
import { eventCalls, flagPlace, masksOf, staticCalls } from '../../rules/mask';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { argumentPlace, callPlace, placeOf, type Place } from '../../wsk/place';

/** A callback in a dispatch table. */
export interface EventEntry {
  /** The table, where it is a constant one. */
  readonly table: string | undefined;
  readonly callback: string;
  /** Where the function is put into the table. */
  readonly place: Place;
  readonly handler: FunctionEntity;
}

/** A call that switches events on or off, at the text that names one of them. */
export interface EventUse {
  readonly callback: string;
  /** The flag in the mask, or the option that stands for the callback. */
  readonly place: Place;
  readonly call: Place;
  /** The option in the call. */
  readonly option: Place | undefined;
  readonly disables: boolean;
  /** Keys of the tables whose callbacks are meant; undefined: any table may be. */
  readonly tables: ReadonlySet<string> | undefined;
}

export interface EventIndex {
  readonly entries: readonly EventEntry[];
  readonly uses: readonly EventUse[];
}

export function within(outer: Place, file: string, start: number, end: number): boolean {
  return outer.file === file && outer.start <= start && end <= outer.end;
}

function entriesOf(facts: WskFacts): EventEntry[] {
  const entries: EventEntry[] = [];
  const add = (table: string | undefined, callback: string, value: Value): void => {
    for (const one of alternatives(value)) {
      if (one.k === 'function' && one.entity)
        entries.push({ table, callback, place: placeOf(one.origin.site), handler: one.entity });
    }
  };
  for (const table of facts.tables) {
    for (const [member, value] of table.entries) {
      const callback = callbackOfMember(table.type, member);
      if (callback) add(table.region.key, callback.name, value);
    }
  }
  for (const { callback, value } of facts.handlers) add(undefined, callback, value);
  return entries;
}

export function callbackOfMember(type: string, member: string): WskCallback | undefined {
  return [...model.callbacks.values()].find((callback) => callback.table === type && callback.member === member);
}

/** The tables that a call's socket uses, or that sockets use which inherit its events. */
function tablesOf(call: CallFact, facts: WskFacts): ReadonlySet<string> | undefined {
  const own = tableView(call.socket?.ghost?.dispatch, call.before, facts);
  if (!own) return undefined;
  const views: TableView[] = [own, ...acceptedTables(own, facts).map(({ view }) => view)];
  return new Set(views.map((view) => view.region.key));
}

function maskUses(call: CallFact, tables: EventUse['tables']): EventUse[] {
  const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
  const option = optionPlace(call);
  return (masks ?? []).flatMap((mask) =>
    mask.events.flatMap((flag) =>
      flag.callback === null
        ? []
        : [
            {
              callback: flag.callback,
              place: flagPlace(mask.value, flag.name),
              call: callPlace(call),
              option,
              disables: mask.disables,
              tables,
            },
          ],
    ),
  );
}

function optionPlace(call: CallFact): Place | undefined {
  const code = call.args.find((argument) => argument.param?.role === 'control-code');
  return code && argumentPlace(call, code);
}

/** SO_CONDITIONAL_ACCEPT stands for the callbacks that nothing else enables. */
function conditionalUses(facts: WskFacts): EventUse[] {
  const calls = facts.calls.filter(
    (call) => call.control?.code?.name === 'SO_CONDITIONAL_ACCEPT' && call.control.request !== 'WskGetOption',
  );
  const callbacks = [...model.callbacks.values()].filter(({ enabledBy }) => enabledBy.includes('conditionalAccept'));
  return calls.flatMap((call) => {
    const option = optionPlace(call);
    const tables = tablesOf(call, facts);
    return callbacks.map(({ name }) => ({
      callback: name,
      place: option ?? callPlace(call),
      call: callPlace(call),
      option,
      disables: false,
      tables,
    }));
  });
}

function usesOf(facts: WskFacts): EventUse[] {
  const uses = [
    ...eventCalls(facts).flatMap((call) => maskUses(call, tablesOf(call, facts))),
    ...staticCalls(facts).flatMap((call) => maskUses(call, undefined)),
    ...conditionalUses(facts),
  ];
  // One call is seen on many paths.
  const known = new Map<string, EventUse>();
  for (const use of uses) {
    const key = `${use.callback} ${placeKey(use.place)} ${placeKey(use.call)} ${[...(use.tables ?? [])].join()}`;
    if (!known.has(key)) known.set(key, use);
  }
  return [...known.values()];
}

export function placeKey({ file, start, end }: Place): string {
  return `${file}:${start}:${end}`;
}

export function eventIndex(facts: WskFacts): EventIndex {
  return { entries: entriesOf(facts), uses: usesOf(facts) };
}

/** Entries for the callback that the use can mean: with the tables known only theirs, unless they say nothing. */
export function entriesFor(index: EventIndex, callback: string, tables: EventUse['tables']): readonly EventEntry[] {
  const all = index.entries.filter((entry) => entry.callback === callback);
  const own = tables ? all.filter((entry) => entry.table !== undefined && tables.has(entry.table)) : [];
  return own.length > 0 ? own : all;
}
