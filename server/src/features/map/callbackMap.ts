/**
 * The event callback map: for every client dispatch table of the workspace, which of its callbacks WSK calls, since which
 * line, and since which line no longer.
 */
import { model, type SocketCategory, type WskCallback } from '../../model';
import { cutShort, hidesControl, mayBeAnyOption } from '../../rules/hiddenControl';
import { masksOf, staticCalls } from '../../rules/mask';
import type { WskFacts } from '../../wsk/facts';
import { callPlace, type Place } from '../../wsk/place';
import { bestViews, findSwitches, type Switch } from './switches';
import { callbacksOf, compare, findTables, type Handler, type Table } from './tables';
import { basename } from '../../text/paths';

/** How a callback comes to be called, the strongest first. */
export const callbackStates = ['static', 'enabled', 'inherited', 'conditional', 'never', 'unknown'] as const;
export type CallbackState = (typeof callbackStates)[number];

/** Why nobody knows whether a callback is called. */
export interface Doubt {
  readonly why: 'may-enable' | 'unused' | 'unregistered' | 'unfollowed' | 'any-option' | 'unread';
  /** Of the functions or files at fault. */
  readonly names: readonly string[];
}

export interface CallbackRow {
  readonly callback: string;
  /** WskInspectEvent, WskAbortEvent and WskClientEvent have none. */
  readonly flag: string | null;
  /** The function in the table; `null` where there is none, `undefined` where it is not known. */
  readonly handler: Handler | null | undefined;
  readonly state: CallbackState;
  /** Where it is switched on; for `unknown`, where it may be. */
  readonly enabledAt: readonly Place[];
  readonly disabledAt: readonly Place[];
  /** Of `unknown`. */
  readonly doubt?: Doubt;
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

/** What keeps "nothing enables it" from being certain. */
function blindnessOf(facts: WskFacts, textOf: (path: string) => string | undefined): Doubt | undefined {
  const cut = cutShort(facts).map(({ fn }) => fn.name);
  if (cut.length > 0) return { why: 'unfollowed', names: unique(cut) };
  const open = bestViews(facts, facts.calls).filter(mayBeAnyOption);
  if (open.length > 0) return { why: 'any-option', names: unique(open.map(({ frame }) => frame.fn.name)) };
  const unread = [...facts.program.files.values()].filter((syntax) =>
    hidesControl({ text: textOf(syntax.path) ?? '', syntax }),
  );
  if (unread.length === 0) return undefined;
  return { why: 'unread', names: unique(unread.map(({ path }) => basename(path))) };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

class MapBuilder {
  private readonly switches: readonly Switch[];
  /** Something may enable what nothing is seen to enable. */
  private readonly blindness: Doubt | undefined;

  constructor(
    private readonly facts: WskFacts,
    private readonly tables: readonly Table[],
    textOf: (path: string) => string | undefined,
  ) {
    this.switches = findSwitches(facts, tables);
    this.blindness = blindnessOf(facts, textOf);
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
    const base = { callback: callback.name, flag: callback.flag, handler: table.handler(callback) };
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
    const at = places(enabling, disabling);
    const doubt = this.doubtOf(table, enabling);
    return doubt ? { ...base, state: 'unknown', ...at, doubt } : { ...base, state: 'never', ...at };
  }

  private doubtOf(table: Table, enabling: readonly Switch[]): Doubt | undefined {
    if (enabling.length > 0) return { why: 'may-enable', names: [] };
    return isUsed(table, this.tables) ? this.blindness : { why: 'unused', names: [] };
  }

  /** WSK calls the client's own callback from the registration on. */
  private registered(table: Table, callback: WskCallback): Omit<CallbackRow, 'callback' | 'flag' | 'handler'> {
    const handler = table.handler(callback);
    if (handler === null) return { state: 'never', enabledAt: [], disabledAt: [] };
    const at = (name: string): Place[] => {
      const calls = this.facts.calls.filter((call) => call.name === name);
      return distinct(bestViews(this.facts, calls).map(callPlace));
    };
    const registered = at('WskRegister');
    const where = { enabledAt: registered, disabledAt: at('WskDeregister') };
    if (handler !== undefined && registered.length > 0) return { state: 'enabled', ...where };
    const doubt: Doubt = { why: registered.length > 0 ? 'unread' : 'unregistered', names: [table.name] };
    return { state: 'unknown', ...where, doubt };
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

/** The map of all parts of a workspace. `textOf`: the text of a file as the analysis saw it. */
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
