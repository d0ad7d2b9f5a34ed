/** The client dispatch tables that a program defines, read from their initialisers. */
import type { Declarator, Stmt } from '../syntax/ast';
import { parts } from '../syntax/walk';
import type { Cfg } from '../flow/graph';
import { Interpreter } from '../flow/interpreter';
import type { FunctionEntity, Program, VariableEntity } from '../flow/program';
import { State } from '../flow/state';
import { isSameRegion, type Region } from '../flow/regions';
import { alternatives, isNull, sameValue, SyntaxSite, type Value } from '../flow/values';
import type { WrittenPart } from '../flow/writtenNames';
import { model, type DispatchTable } from '../model';
import type { ClientTable, HandlerFact, TableWrite } from './facts';
import { FieldFacts } from './fieldFacts';
import { Knowledge, Lessons } from './knowledge';
import * as names from './names';
import { tablesInside } from './nestedTables';
import { Recorder } from './recorder';
import type { Surroundings } from './rootRun';
import { WskSemantics } from './semantics';

/** The tables, and what reading them rests on. */
export interface TableReading {
  readonly tables: readonly ClientTable[];
  /** Callbacks in tables that are a part of something larger. */
  readonly handlers: readonly HandlerFact[];
  readonly names: ReadonlySet<string>;
  readonly cfgs: ReadonlySet<Cfg>;
  /** Functions that hold some of the tables. */
  readonly holders: readonly FunctionEntity[];
}

export function readClientTables({ program, relevance, cfgs, frameNumbers }: Surroundings): TableReading {
  const knowledge = new Knowledge(new Lessons());
  const fields = new FieldFacts(knowledge);
  const semantics = new WskSemantics(program, new Recorder(), fields, relevance, knowledge, undefined);
  const engine = new Interpreter(program, semantics, cfgs, frameNumbers);
  semantics.engine = engine;
  const tables: ClientTable[] = [];
  const handlers: HandlerFact[] = [];
  const holders = tableHolders(program);
  const read = (): void => {
    const seen = new Set<string>();
    const all = [...program.allVariables(), ...localTables(holders, engine)];
    // `static const TABLE Table;` ahead of the functions says only that there will be one.
    const defined = new Set(all.filter(({ decl }) => decl.init).map(inFile));
    for (const variable of all) {
      const { decl } = variable;
      if (seen.has(variable.id) || (!decl.init && (decl.storage === 'extern' || defined.has(inFile(variable)))))
        continue;
      seen.add(variable.id);
      const table = model.tables.get(program.type(variable.decl.type, variable.file).name);
      if (table?.side === 'client') tables.push(readTable(variable, table, engine));
      else if (variable.decl.init) handlers.push(...nestedHandlers(variable, engine));
    }
  };
  const names = new Set<string>();
  program.noting(names, read);
  return { tables, handlers, names, cfgs: engine.used, holders };
}

function inFile({ file, id }: VariableEntity): string {
  return `${file}:${id}`;
}

/** Functions with dispatch tables of static storage in them. */
export function tableHolders(program: Program): readonly FunctionEntity[] {
  const holders: FunctionEntity[] = [];
  for (const list of program.allFunctions())
    for (const fn of list)
      if (fn.decl.body && staticLocals(fn.decl.body).some((one) => isTable(one, fn.file, program))) holders.push(fn);
  return program.inTextOrder(holders);
}

const knownLocals = new WeakMap<Stmt, readonly Declarator[]>();

/** The variables of static storage that a body declares. */
function staticLocals(body: Stmt): readonly Declarator[] {
  const known = knownLocals.get(body);
  if (known) return known;
  const found: Declarator[] = [];
  const look = (stmt: Stmt): void => {
    if (stmt.kind === 'decl' && stmt.storage === 'static') found.push(...stmt.declarators);
    for (const inner of parts(stmt).statements) look(inner);
  };
  look(body);
  knownLocals.set(body, found);
  return found;
}

function isTable({ type }: Declarator, file: string, program: Program): boolean {
  return type.pointers === 0 && model.tables.get(program.type(type, file).name)?.side === 'client';
}

/** Tables with static storage inside of functions. */
function localTables(holders: readonly FunctionEntity[], engine: Interpreter): VariableEntity[] {
  return holders.flatMap((fn) =>
    engine
      .cfg(fn)
      .locals.flatMap(({ entity }) => (entity && isTable(entity.decl, entity.file, engine.program) ? [entity] : [])),
  );
}

function readTable(variable: VariableEntity, table: DispatchTable, engine: Interpreter): ClientTable {
  const region = engine.globalRegion(variable);
  const site = new SyntaxSite(variable.decl, variable.file, undefined);
  const state = new State();
  const entries = new Map<string, Value>();
  for (const member of table.flatMembers) {
    const place = engine.regions.field(region, member.name, undefined);
    entries.set(member.name, engine.beforeWrites(place, site) ?? engine.load(place, state, site));
  }
  return { type: table.name, variable, region, entries, written: false };
}

/** The tables with what the program writes into them while it runs: each member by itself. `isComplete`: all of every function was seen. */
export function withWrites(
  tables: readonly ClientTable[],
  writes: readonly TableWrite[],
  program: Program,
  isComplete: boolean,
): readonly ClientTable[] {
  return tables.map((table) => {
    const { variable, region, type } = table;
    if (variable.decl.type.isConst) return table;
    const parts = program.writtenParts(variable.name);
    // A table that is only known by its type may be this one.
    const own = writes.filter(
      (write) => isSameRegion(write.table, region) || (write.table.r === 'pointee' && write.table.type?.name === type),
    );
    if (parts.size === 0 && own.length === 0) return table;
    const entries = new Map<string, Value>();
    if (![...parts].some((part) => isHidden(part, program, isComplete)))
      for (const [member, before] of table.entries) {
        const value = settled(before, member, parts, own, region);
        if (value) entries.set(member, value);
      }
    return { ...table, entries, written: true };
  });
}

/** What is written this way is not seen member by member. */
function isHidden(part: WrittenPart, program: Program, isComplete: boolean): boolean {
  if (part.startsWith('.')) return false;
  const called = part.slice(0, -2);
  return part === 'all' || !(isZeroing(called) || (isComplete && program.definesBody(called)));
}

function isZeroing(routine: string): boolean {
  return names.zeroes.has(routine) || routine === 'memset';
}

/** A part of a stream socket's table. */
function isTableOfFile(value: Value): boolean {
  return value.k === 'pointer' && value.region.r === 'global';
}

/** The only value that the member ever has, beside the NULL from before. */
function settled(
  before: Value,
  member: string,
  parts: ReadonlySet<WrittenPart>,
  writes: readonly TableWrite[],
  table: Region,
): Value | undefined {
  const values = writes.filter((write) => write.member === member);
  const [first] = values.filter((write) => isSameRegion(write.table, table));
  if (!first) {
    const isZeroed = [...parts].some((part) => isZeroing(part.slice(0, -2)));
    const isStill = values.length === 0 && !parts.has(`.${member}`) && (!isZeroed || isNull(before));
    return isStill ? before : undefined;
  }
  const isOnly = isNull(before) && values.every(({ value }) => sameValue(value, first.value));
  return isOnly && (first.value.k === 'function' || isNull(first.value) || isTableOfFile(first.value))
    ? first.value
    : undefined;
}

/** Their callbacks are known; what happens to such a table as a whole is not followed. */
function nestedHandlers(variable: VariableEntity, engine: Interpreter): HandlerFact[] {
  const region = engine.globalRegion(variable);
  const site = new SyntaxSite(variable.decl, variable.file, undefined);
  const handlers: HandlerFact[] = [];
  for (const { table, region: inner } of region.type ? tablesInside(region, region.type, engine.regions) : []) {
    for (const { name } of table.flatMembers) {
      if (!model.callbacks.has(name)) continue;
      const value = engine.load(engine.regions.field(inner, name, undefined), new State(), site);
      for (const one of alternatives(value))
        if (one.k === 'function') handlers.push({ callback: name, value: one, site: one.origin.site });
    }
  }
  return handlers;
}
