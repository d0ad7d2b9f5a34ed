/** Client dispatch tables as rules see them. */
import { constantOf } from '../flow/arithmetic';
import { isSameRegion, pathBelow, rootOf, type Region } from '../flow/regions';
import type { State } from '../flow/state';
import type { FunctionEntity } from '../flow/program';
import { alternatives, isNull, type Value } from '../flow/values';
import { model, type SocketCategory, type WskCallback } from '../model';
import type { CallFact, ClientTable, WskFacts } from '../wsk/facts';
import { calledFunctions } from './activation';
import { query } from './query';

export interface TableView {
  readonly category: SocketCategory | undefined;
  /** The constant table, where the pointer is to one. */
  readonly table: ClientTable | undefined;
  readonly region: Region;
  /** Member → what it holds; undefined where that is not known. */
  entry(member: string): Value | undefined;
}

/** The table that a pointer argument denotes, seen at a point of a path. */
export function tableView(value: Value | undefined, state: State, facts: WskFacts): TableView | undefined {
  if (value?.k !== 'pointer') return undefined;
  const region = value.region;
  const table = facts.tables.find((one) => isSameRegion(one.region, region));
  const name = table?.type ?? region.type?.name;
  const known = name === undefined ? undefined : model.tables.get(name);
  const category = known?.side === 'client' && known.category !== 'client' ? known.category : undefined;
  return {
    category,
    table,
    region,
    entry: (member) => {
      if (table) return table.entries.get(member);
      return localEntry(region, member, state);
    },
  };
}

/** A table in memory that the path wrote: what stands in the member now. */
function localEntry(region: Region, member: string, state: State): Value | undefined {
  for (const [part, value] of state.within(region)) {
    const path = pathBelow(part, region);
    if (path?.length === 1 && path[0] === member) return value;
  }
  const fallback = state.fallback(region);
  return fallback?.d === 'zero' ? { k: 'int', value: 0, origin: fallback.origin } : undefined;
}

export function holdsNull(view: TableView, callback: WskCallback): boolean {
  const value = callback.member === null ? undefined : view.entry(callback.member);
  return value !== undefined && isNull(value);
}

/** The call's socket may be one whose table has the function in this entry. */
export function mayHaveCallback(call: CallFact, callback: string, fn: FunctionEntity, facts: WskFacts): boolean {
  const dispatch = call.socket?.ghost?.dispatch;
  if (!dispatch) return true;
  if (isNull(dispatch)) return false;
  const entry = tableView(dispatch, call.before, facts)?.entry(callback);
  return (
    entry === undefined || alternatives(entry).some((one) => (one.k === 'function' ? one.entity === fn : !isNull(one)))
  );
}

/** Tables that accept callbacks hand to the sockets which they accept, for one listening table. */
export function acceptedTables(
  listen: TableView,
  facts: WskFacts,
): readonly {
  readonly view: TableView;
  readonly fact: { readonly file: string; readonly start: number; readonly end: number };
}[] {
  const handler = listen.entry('WskAcceptEvent');
  if (handler?.k !== 'function' || !handler.entity) return [];
  const found: { view: TableView; fact: { file: string; start: number; end: number } }[] = [];
  for (const write of facts.writes) {
    if (write.root.fn !== handler.entity || !isAcceptedDispatch(write.region)) continue;
    const view = tableView(write.value, write.state, facts);
    if (view && !found.some((one) => isSameRegion(one.view.region, view.region)))
      found.push({ view, fact: { file: write.site.file, start: write.site.start, end: write.site.end } });
  }
  return found;
}

/** The table of the call's socket; for the socket that an accept callback takes, the one that it has by then stored for it. */
export function tableOfSocket(call: CallFact, facts: WskFacts): TableView | undefined {
  const ghost = call.socket?.ghost;
  if (ghost?.dispatch || !ghost?.accepted || ghost.creation || call.root.callback !== 'WskAcceptEvent')
    return tableView(ghost?.dispatch, call.before, facts);
  const stored = facts.writes.find((write) => write.root.fn === call.root.fn && isAcceptedDispatch(write.region));
  return stored && tableView(call.before.bound(stored.region), call.before, facts);
}

function isAcceptedDispatch(region: Region): boolean {
  return region.r === 'pointee' && region.symbol.tag.endsWith(':AcceptSocketDispatch');
}

/** The value of the argument with this role. */
export function argumentOf(
  call: CallFact,
  role: NonNullable<CallFact['args'][number]['param']>['role'],
): CallFact['args'][number] | undefined {
  return call.fn && call.args.find((arg) => arg.param?.role === role);
}

/** How many WSK_REGISTRATION objects the workspace registers: global ones by name, others by the call. */
export const registrations = query((facts): number => {
  const called = calledFunctions(facts);
  const calls = facts.calls.filter((call) => call.name === 'WskRegister' && !called.has(call.root.fn));
  return new Set(
    calls.map((call) => {
      const value = argumentOf(call, 'registration')?.value;
      const root = value?.k === 'pointer' ? rootOf(value.region) : undefined;
      return value?.k === 'pointer' && root?.r === 'global' ? value.region.key : `${call.site.file}:${call.site.start}`;
    }),
  ).size;
});

/** With one registration in the workspace every socket is that client's. */
export function sameClient(a: CallFact, b: CallFact, facts: WskFacts): boolean {
  if (registrations(facts) <= 1) return !ofSiblings(argumentOf(a, 'client')?.value, argumentOf(b, 'client')?.value);
  const client = (call: CallFact): string | undefined => {
    const value = argumentOf(call, 'client')?.value;
    return value?.k === 'symbol' ? value.symbol.key : undefined;
  };
  return client(a) !== undefined && client(a) === client(b);
}

/** The values are kept in two globals of one type: one instance for each client. */
export function ofSiblings(a: Value | undefined, b: Value | undefined): boolean {
  const [one, other] = [keeperOf(a), keeperOf(b)];
  return (
    one?.r === 'global' &&
    other?.r === 'global' &&
    one.name !== other.name &&
    one.type?.t === 'record' &&
    other.type?.t === 'record' &&
    one.type.name === other.type.name
  );
}

function keeperOf(value: Value | undefined): Region | undefined {
  return value?.k === 'symbol' && value.symbol.initialOf ? rootOf(value.symbol.initialOf) : undefined;
}

/** The category of the socket that a call makes. */
export function createdCategory(creation: CallFact): SocketCategory | undefined {
  const creates = creation.fn?.creates;
  if (!creates) return undefined;
  if (creates.category !== 'flags') return creates.category;
  const flags = argumentOf(creation, 'flags');
  const n = flags && constantOf(creation.before, flags.value);
  return n === undefined
    ? undefined
    : ([...model.flags.values()].find((flag) => flag.category !== null && flag.value === n)?.category ?? undefined);
}
