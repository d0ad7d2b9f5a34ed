/** The client dispatch tables of a program, what stands in them, and which sockets use them. */
import { pathBelow, type Region } from '../../flow/regions';
import type { State } from '../../flow/state';
import { alternatives, type Value } from '../../flow/values';
import { model, type DispatchTable, type WskCallback } from '../../model';
import { argumentOf } from '../../rules/dispatch';
import type { Expr } from '../../syntax/ast';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { callPlace, placeOf, type Place } from '../../wsk/place';

/** What a table has for one callback; `undefined` where that is not known. */
export interface Handler {
  readonly name: string;
  /** The function's name where it is defined. */
  readonly place: Place | undefined;
  /** Where the table names it. */
  readonly entry: Place | undefined;
}

export interface Table {
  readonly name: string;
  readonly type: DispatchTable;
  readonly region: Region;
  /** The table's name where it is declared. */
  readonly place: Place;
  /** The function, `null` for no function, `undefined` for not known. */
  handler(callback: WskCallback): Handler | null | undefined;
  /** Sockets are made with it. */
  readonly creations: CallFact[];
  /** Accept callbacks hand it to the sockets that they accept. */
  readonly accepts: { readonly by: CallFact['root']['fn']; readonly place: Place }[];
  /** The tables that a stream socket's table consists of. */
  readonly parts: Table[];
}

export function callbacksOf(type: DispatchTable): readonly WskCallback[] {
  return type.flatMembers.flatMap((member) => {
    if (member.target === null) return [];
    const callback = model.callbacks.get(member.target);
    if (callback) return callback.reservedForSystem ? [] : [callback];
    const nested = member.role === 'table' ? model.tables.get(member.target) : undefined;
    return nested ? callbacksOf(nested) : [];
  });
}

function handlerOf(value: Value | undefined): Handler | null | undefined {
  const functions = alternatives(value ?? missing).flatMap((one) => (one.k === 'function' ? [one] : []));
  const first = functions[0];
  if (first) {
    const decl = first.entity?.decl;
    return {
      name: functions.map((one) => one.name).join(' | '),
      place: first.entity && decl && { file: first.entity.file, ...span(decl.nameSpan) },
      entry: first.origin.kind === 'missing' ? undefined : placeOf(first.origin.site),
    };
  }
  return value?.k === 'int' && value.value === 0 ? null : undefined;
}

const missing: Value = {
  k: 'unknown',
  origin: { site: { file: '', start: 0, end: 0, frame: undefined }, kind: 'missing', parts: [] },
};

function span({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start, end };
}

/** `Context->Events` is Events: a reader knows it by its last name. */
function nameOf(region: Region): string {
  switch (region.r) {
    case 'local':
      return region.local.name;
    case 'global':
    case 'field':
      return region.name;
    case 'element':
      return `${nameOf(region.base)}[${region.index}]`;
    case 'pointee':
    case 'object':
    case 'container':
      return region.type?.name ?? '';
  }
}

/** What a path wrote into the member of a table in memory. */
function written(region: Region, member: string, state: State): Value | undefined {
  for (const [part, value] of state.within(region)) {
    const path = pathBelow(part, region);
    if (path?.length === 1 && path[0] === member) return value;
  }
  const fallback = state.fallback(region);
  return fallback?.d === 'zero' ? { k: 'int', value: 0, origin: fallback.origin } : undefined;
}

/** A static variable of a function is no variable of the file, but its initialiser says as much. */
function initialised(region: Region, type: DispatchTable, member: string): Value | undefined {
  const decl = region.r === 'global' ? region.variable?.decl : undefined;
  if (region.r !== 'global' || decl?.init?.kind !== 'initList') return undefined;
  const position = type.flatMembers.findIndex((one) => one.name === member);
  const item = decl.init.items.find(({ designators }, index) =>
    designators.length === 0 ? index === position : designators[0] === member,
  );
  const site = { file: region.variable?.file ?? '', start: decl.start, end: decl.end, frame: undefined };
  if (!item) return { k: 'int', value: 0, origin: { site, kind: 'zeroed', parts: [] } };
  const name = plainName(item.value);
  if (name === undefined) return undefined;
  const origin = { site: { ...site, ...span(item.value) }, kind: 'name' as const, name, parts: [] };
  return name === 'NULL' ? { k: 'int', value: 0, origin } : { k: 'function', entity: undefined, name, origin };
}

function plainName(expr: Expr): string | undefined {
  if (expr.kind === 'cast') return plainName(expr.operand);
  if (expr.kind === 'unary' && expr.op === '&') return plainName(expr.operand);
  return expr.kind === 'ident' ? expr.name : undefined;
}

/** A local is known by its declaration, since frames are numbered anew in every run. */
function keyOf(region: Region): string {
  return region.r === 'local' ? `${region.frame.fn.file}:${region.local.span.start}` : region.key;
}

class TableFinder {
  /** Every run has regions of its own: the same table is known by its key. */
  private readonly byRegion = new Map<string, Table>();

  constructor(private readonly facts: WskFacts) {}

  find(): Table[] {
    for (const { type: name, region, variable, entries, written: isWritten } of this.facts.tables) {
      const type = model.tables.get(name);
      if (!type) continue;
      const place = { file: variable.file, ...span(variable.decl.nameSpan) };
      this.add(region, type, variable.name, place, (member) =>
        isWritten ? (this.setAtRunTime(type, member) ?? entries.get(member)) : entries.get(member),
      );
    }
    for (const call of this.facts.calls) if (call.fn?.creates) this.creation(call);
    for (const write of this.facts.writes) this.accept(write);
    const tables = [...this.byRegion.values()].sort(
      (a, b) => compare(a.place.file, b.place.file) || a.place.start - b.place.start || compare(a.name, b.name),
    );
    for (const table of tables) this.linkParts(table);
    return tables;
  }

  private add(
    region: Region,
    type: DispatchTable,
    name: string,
    place: Place,
    entry: (member: string) => Value | undefined,
  ): Table {
    const parts: Table[] = [];
    const table: Table = {
      name,
      type,
      region,
      place,
      creations: [],
      accepts: [],
      parts,
      handler: (callback) => {
        if (callback.table === type.name && callback.member !== null) return handlerOf(entry(callback.member));
        return parts.find((part) => part.type.name === callback.table)?.handler(callback);
      },
    };
    this.byRegion.set(keyOf(region), table);
    this.entries.set(table, entry);
    return table;
  }

  private readonly entries = new Map<Table, (member: string) => Value | undefined>();

  private linkParts(table: Table): void {
    for (const member of table.type.members) {
      if (member.role !== 'table') continue;
      const value = this.entries.get(table)?.(member.name);
      const part = value?.k === 'pointer' ? this.byRegion.get(keyOf(value.region)) : undefined;
      if (part) table.parts.push(part);
    }
  }

  /** The only function that code puts into such a member, where one table of the type is written at run time. */
  private setAtRunTime(type: DispatchTable, member: string): Value | undefined {
    const rivals = this.facts.tables.filter((table) => table.type === type.name && table.written);
    const set = this.facts.handlers.filter(({ callback }) => model.callbacks.get(callback)?.member === member);
    return rivals.length === 1 ? set[0]?.value : undefined;
  }

  /** The one function that the workspace puts into such a member, where no variable's table could be what is in memory. */
  private onlyHandler(type: DispatchTable, member: string): Value | undefined {
    if (this.facts.tables.some((table) => table.type === type.name)) return undefined;
    const set = this.facts.handlers.filter(({ callback }) => model.callbacks.get(callback)?.member === member);
    const functions = new Set(set.map(({ value }) => (value.k === 'function' ? value.name : undefined)));
    return functions.size === 1 ? set[0]?.value : undefined;
  }

  private tableAt(value: Value, state: State, place: Place): Table | undefined {
    if (value.k !== 'pointer') return undefined;
    const { region } = value;
    const known = this.byRegion.get(keyOf(region));
    if (known) return known;
    const type = region.type && model.tables.get(region.type.name);
    if (type?.side !== 'client') return undefined;
    const variable = region.r === 'global' ? region.variable : undefined;
    const at =
      region.r === 'local'
        ? { file: region.frame.fn.file, ...span(region.local.span) }
        : variable
          ? { file: variable.file, ...span(variable.decl.nameSpan) }
          : (this.memberPlace(region, type) ?? place);
    return this.add(
      region,
      type,
      nameOf(region),
      at,
      (member) => written(region, member, state) ?? initialised(region, type, member) ?? this.onlyHandler(type, member),
    );
  }

  /** Where a structure declares the table as its member, when only one does. */
  private memberPlace(region: Region, type: DispatchTable): Place | undefined {
    if (region.r !== 'field') return undefined;
    const found = [...this.facts.program.files].flatMap(([file, { records }]) =>
      records
        .flatMap(({ fields }) => fields)
        .filter((field) => field.name === region.name && field.type.base.replace(/^_/, '') === type.name)
        .map(({ nameSpan }) => ({ file, ...span(nameSpan) })),
    );
    return found.length === 1 ? found[0] : undefined;
  }

  private creation(call: CallFact): void {
    const value = argumentOf(call, 'client-dispatch')?.value;
    for (const one of value ? alternatives(value) : [])
      this.tableAt(one, call.before, callPlace(call))?.creations.push(call);
  }

  private accept({ region, value, state, site, root }: WskFacts['writes'][number]): void {
    if (region.r !== 'pointee' || !region.symbol.tag.endsWith(':AcceptSocketDispatch')) return;
    for (const one of alternatives(value))
      this.tableAt(one, state, placeOf(site))?.accepts.push({ by: root.fn, place: placeOf(site) });
  }
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorted by file and position. */
export function findTables(facts: WskFacts): readonly Table[] {
  return new TableFinder(facts).find();
}
