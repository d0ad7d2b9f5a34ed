import tableData from '../data/dispatchTables.json';
import enumData from '../data/enums.json';
import structureData from '../data/structures.json';
import { Reader } from '../reader';
import {
  socketCategories,
  windowsVersions,
  type DispatchTable,
  type StructureField,
  type TableMember,
  type WskEnum,
  type WskStructure,
} from '../types';

function readField(field: Reader): StructureField {
  return {
    name: field.string('name'),
    type: field.string('type'),
    offsetX64: field.number('offsetX64'),
    reserved: field.flag('reserved'),
    ntddi: field.stringOrNull('ntddi'),
    unnamedInC: field.flag('unnamedInC'),
    summary: field.string('summary'),
  };
}

function readStructure(entry: Reader, tableNames: ReadonlySet<string>): WskStructure {
  const name = entry.string('name');
  return {
    kind: 'structure',
    name,
    tag: entry.stringOrNull('tag'),
    pointer: entry.string('pointer'),
    summary: entry.string('summary'),
    slug: entry.stringOrNull('slug'),
    minWindows: entry.oneOf('minWindows', windowsVersions),
    sizeX64: entry.numberOrNull('sizeX64'),
    fields: entry.list('fields', readField),
    opaque: entry.flag('opaque'),
    notes: entry.strings('notes'),
    isTable: tableNames.has(name),
  };
}

export function readStructures(): WskStructure[] {
  const tableNames = new Set(
    new Reader(tableData, 'tables').entries('dispatchTables', (table) => table.string('name')),
  );
  return new Reader(structureData, 'structures').entries('structures', (entry) => readStructure(entry, tableNames));
}

/** The layout of a table stands in structures.json; dispatchTables.json adds what each member is. */
function readTable(entry: Reader, structures: ReadonlyMap<string, WskStructure>): Omit<DispatchTable, 'flatMembers'> {
  const name = entry.string('name');
  const structure = structures.get(name);
  if (!structure) {
    throw new Error(`model data: dispatchTables: ${name} has no structure`);
  }
  return {
    kind: 'table',
    name,
    pointer: structure.pointer,
    summary: structure.summary,
    slug: structure.slug,
    minWindows: structure.minWindows,
    side: entry.oneOf('side', ['provider', 'client']),
    category: entry.oneOf('category', [...socketCategories, 'client'] as const),
    members: entry.list('members', (member) => readMember(member, structure)),
  };
}

function readMember(member: Reader, structure: WskStructure): TableMember {
  const name = member.string('name');
  const field = structure.fields.find((candidate) => candidate.name === name);
  if (!field) {
    throw new Error(`model data: dispatchTables: ${structure.name} has no field ${name}`);
  }
  return {
    name,
    type: field.type,
    role: member.oneOf('role', ['function', 'callback', 'basic', 'table', 'data']),
    target: member.stringOrNull('target'),
    offsetX64: field.offsetX64,
    ntddi: field.ntddi,
    reserved: field.reserved,
  };
}

export function readTables(structures: ReadonlyMap<string, WskStructure>): DispatchTable[] {
  const tables = new Reader(tableData, 'tables').entries('dispatchTables', (entry) => readTable(entry, structures));
  const byName = new Map(tables.map((table) => [table.name, table]));
  return tables.map((table) => ({
    ...table,
    flatMembers: table.members.flatMap((member) =>
      member.role === 'basic' ? (byName.get(member.target ?? '')?.members ?? []) : [member],
    ),
  }));
}

function readEnum(entry: Reader): WskEnum {
  return {
    kind: 'enum',
    name: entry.string('name'),
    pointer: entry.string('pointer'),
    summary: entry.string('summary'),
    slug: entry.stringOrNull('slug'),
    values: entry.list('values', (value) => ({
      name: value.string('name'),
      value: value.number('value'),
      forUse: value.flag('forUse'),
      summary: value.string('summary'),
    })),
  };
}

export function readEnums(): WskEnum[] {
  return new Reader(enumData, 'enums').entries('enums', readEnum);
}
