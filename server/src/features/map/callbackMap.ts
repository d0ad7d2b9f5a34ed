/**
 * The event callback map: for every client dispatch table of the workspace, which of its callbacks WSK calls, since which
 * line, and since which line no longer.
 */
import { model, type SocketCategory, type WskCallback } from '../../model';
import { hidesControl, mayBeAnyOption } from '../../rules/hiddenControl';
import { masksOf, staticCalls } from '../../rules/mask';
import type { WskFacts } from '../../wsk/facts';
import { callPlace, type Place } from '../../wsk/place';
import { bestViews, findSwitches, type Switch } from './switches';
import { callbacksOf, compare, findTables, type Handler, type Table } from './tables';

/** How a callback comes to be called, the strongest first. */
export const callbackStates = ['static', 'enabled', 'inherited', 'conditional', 'never', 'unknown'] as const;
export type CallbackState = (typeof callbackStates)[number];

export interface CallbackRow {
  readonly callback: string;
  /** WskInspectEvent, WskAbortEvent and WskClientEvent have none. */
  readonly flag: string | null;
  /** The function in the table; `null` where there is none, or where it is not known. */
  readonly handler: Handler | null;
  readonly state: CallbackState;
  /** Where it is switched on; for `unknown`, where it may be. */
  readonly enabledAt: readonly Place[];
  readonly disabledAt: readonly Place[];
}

export interface TableGroup {
  readonly name: string;
  /** `WSK_CLIENT_LISTEN_DISPATCH` and the like. */
  readonly type: string;
  readonly category: SocketCategory | 'client';
  readonly place: Place;
  readonly callbacks: readonly CallbackRow[];
}

export interface CallbackMap {
  readonly tables: readonly TableGroup[];
  /** Names of the event flags that are enabled statically. */
  readonly staticMask: readonly string[];
}

function distinct(places: readonly Place[]): Place[] {
  const byKey = new Map(places.map((place) => [`${place.file}:${place.start}`, place]));
  return [...byKey.values()].sort((a, b) => compare(a.file, b.file) || a.start - b.start);
}

function places(
  enabling: readonly Switch[],
  disabling: readonly Switch[],
): Pick<CallbackRow, 'enabledAt' | 'disabledAt'> {
  return {
    enabledAt: distinct(enabling.map(({ place }) => place)),
    disabledAt: distinct(disabling.map(({ place }) => place)),
  };
}

/** A table that no socket of the workspace gets may be in use where nobody looks. */
function isUsed(table: Table, tables: readonly Table[]): boolean {
  if (table.creations.length > 0 || table.accepts.length > 0) return true;
  return tables.some((whole) => whole.parts.includes(table) && isUsed(whole, tables));
}

class MapBuilder {
  private readonly switches: readonly Switch[];
  /** Something may enable what nothing is seen to enable. */
  private readonly isBlind: boolean;

  constructor(
    private readonly facts: WskFacts,
    private readonly tables: readonly Table[],
    textOf: (path: string) => string | undefined,
  ) {
    this.switches = findSwitches(facts, tables);
    this.isBlind =
      facts.roots.some((root) => root.incomplete) ||
      bestViews(facts, facts.calls).some(mayBeAnyOption) ||
      [...facts.program.files.values()].some((syntax) => hidesControl(textOf(syntax.path) ?? '', syntax));
  }

  group(table: Table): TableGroup {
    return {
      name: table.name,
      type: table.type.name,
      category: table.type.category,
      place: table.place,
      callbacks: callbacksOf(table.type).map((callback) => this.row(table, callback)),
    };
  }

  private row(table: Table, callback: WskCallback): CallbackRow {
    const base = { callback: callback.name, flag: callback.flag, handler: table.handler(callback) ?? null };
    if (callback.enabledBy.includes('always')) return { ...base, ...this.registered(table, callback) };
    const own = this.switches.filter((one) => one.table === table && one.callback === callback);
    const enabling = own.filter(({ does }) => does === 'enable');
    const certain = enabling.filter((one) => one.certain);
    const state = callbackStates.find((name) => certain.some(({ by }) => by === name));
    // What is enabled statically no socket option can change: WSK fails the call.
    if (state === 'static')
      return {
        ...base,
        state,
        ...places(
          certain.filter(({ by }) => by === 'static'),
          [],
        ),
      };
    const disabling = own.filter(({ does }) => does === 'disable');
    if (state)
      return {
        ...base,
        state,
        ...places(
          certain,
          disabling.filter((one) => one.certain),
        ),
      };
    const isOpen = this.isBlind || enabling.length > 0 || !isUsed(table, this.tables);
    return { ...base, state: isOpen ? 'unknown' : 'never', ...places(enabling, disabling) };
  }

  /** WSK calls the client's own callback from the registration on. */
  private registered(table: Table, callback: WskCallback): Pick<CallbackRow, 'state' | 'enabledAt' | 'disabledAt'> {
    const handler = table.handler(callback);
    if (handler === null) return { state: 'never', enabledAt: [], disabledAt: [] };
    const at = (name: string): Place[] => {
      const calls = this.facts.calls.filter((call) => call.name === name);
      return distinct(bestViews(this.facts, calls).map(callPlace));
    };
    const registered = at('WskRegister');
    const known = handler !== undefined && registered.length > 0;
    return { state: known ? 'enabled' : 'unknown', enabledAt: registered, disabledAt: at('WskDeregister') };
  }
}

function staticMask(facts: WskFacts): string[] {
  const on = new Set<string>();
  for (const call of staticCalls(facts)) {
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    for (const mask of masks ?? []) if (!mask.disables) for (const flag of mask.events) on.add(flag.name);
  }
  return [...model.eventFlags.keys()].filter((name) => on.has(name));
}

/** `textOf`: the text of a file as the analysis saw it. */
/** The map of all parts of a workspace. */
export function workspaceMap(parts: readonly WskFacts[], textOf: (path: string) => string | undefined): CallbackMap {
  const maps = parts.map((facts) => callbackMap(facts, textOf));
  return {
    tables: maps.flatMap(({ tables }) => tables),
    staticMask: [...new Set(maps.flatMap((map) => map.staticMask))],
  };
}

export function callbackMap(facts: WskFacts, textOf: (path: string) => string | undefined): CallbackMap {
  const tables = findTables(facts);
  const builder = new MapBuilder(facts, tables, textOf);
  return { tables: tables.map((table) => builder.group(table)), staticMask: staticMask(facts) };
}
