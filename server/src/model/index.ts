/**
 * The WSK option model: what the documentation and wsk.h say about every name, as data.
 * Ground floor of the house: knows nothing of source code, imports nothing of the project, never changes after loading.
 */
import { readCallbacks } from './read/callbacks';
import { readControlCodes } from './read/controlCodes';
import { readEventFlags, readFlags } from './read/flags';
import { readFunctions } from './read/functions';
import { readKernelRoutines } from './read/kernelRoutines';
import {
  readAddressFamilies,
  readCategories,
  readConstants,
  readContradictions,
  readIdentifiers,
  readMacros,
  readStatuses,
} from './read/names';
import { readEnums, readStructures, readTables } from './read/structures';
import type {
  AddressFamily,
  CategoryInfo,
  Contradiction,
  ControlCode,
  DispatchTable,
  EnumValueEntry,
  EventFlag,
  KernelRoutine,
  ModelEntry,
  PfnEntry,
  SocketCategory,
  StructureField,
  WskCallback,
  WskConstant,
  WskEnum,
  WskFlag,
  WskFunction,
  WskIdentifier,
  WskMacro,
  WskStatus,
  WskStructure,
} from './types';

export * from './types';
export { message, hasMessage, type Language } from './messages';

/** Slugs are paths under this address. */
export const docBaseUrl = 'https://learn.microsoft.com';

export interface WskModel {
  readonly functions: ReadonlyMap<string, WskFunction>;
  readonly callbacks: ReadonlyMap<string, WskCallback>;
  readonly eventFlags: ReadonlyMap<string, EventFlag>;
  readonly flags: ReadonlyMap<string, WskFlag>;
  /** Socket options, IOCTLs, client control codes and options of transports. */
  readonly controlCodes: ReadonlyMap<string, ControlCode>;
  readonly structures: ReadonlyMap<string, WskStructure>;
  readonly tables: ReadonlyMap<string, DispatchTable>;
  readonly enums: ReadonlyMap<string, WskEnum>;
  readonly enumValues: ReadonlyMap<string, EnumValueEntry>;
  readonly statuses: ReadonlyMap<string, WskStatus>;
  readonly categories: ReadonlyMap<SocketCategory, CategoryInfo>;
  readonly namedConstants: ReadonlyMap<string, WskConstant>;
  readonly macros: ReadonlyMap<string, WskMacro>;
  readonly identifiers: ReadonlyMap<string, WskIdentifier>;
  readonly addressFamilies: ReadonlyMap<string, AddressFamily>;
  readonly kernelRoutines: ReadonlyMap<string, KernelRoutine>;
  readonly contradictions: readonly Contradiction[];
  /** PFN_WSK_* types. */
  readonly pfns: ReadonlyMap<string, PfnEntry>;
  /** Structure and table names, their tags (`_WSK_BUF`) and pointer types (`PWSK_BUF`) → the structure. */
  readonly types: ReadonlyMap<string, WskStructure>;
  /** Every name with a number: flags, options, statuses, enumerators and the rest, as unsigned 32-bit. */
  readonly constants: ReadonlyMap<string, number>;
  /** The entry behind any name that source code can hold. */
  lookup(name: string): ModelEntry | undefined;
  /** The client table of a category, or the provider one. */
  tableFor(side: 'client' | 'provider', category: SocketCategory): DispatchTable | undefined;
  field(structure: string, field: string): StructureField | undefined;
}

function byName<T extends { readonly name: K }, K extends string>(entries: readonly T[]): Map<K, T> {
  return new Map(entries.map((entry) => [entry.name, entry]));
}

function collectPfns(functions: readonly WskFunction[], callbacks: readonly WskCallback[]): Map<string, PfnEntry> {
  const pfns = new Map<string, PfnEntry>();
  for (const target of [...functions, ...callbacks]) {
    const names = target.kind === 'function' ? [target.pfn, target.altPfn] : [target.pfn];
    for (const name of names) {
      if (name !== null) {
        pfns.set(name, { kind: 'pfn', name, target });
      }
    }
  }
  return pfns;
}

function collectTypes(structures: readonly WskStructure[]): Map<string, WskStructure> {
  const types = new Map<string, WskStructure>();
  for (const structure of structures) {
    for (const name of [structure.name, structure.tag, structure.pointer]) {
      if (name !== null) {
        types.set(name, structure);
      }
    }
  }
  return types;
}

function load(): WskModel {
  const functionList = readFunctions();
  const callbackList = readCallbacks();
  const structureList = readStructures();
  const structures = byName(structureList);
  const enumList = readEnums();
  const enumValueList = enumList.flatMap((owner) =>
    owner.values.map((value): EnumValueEntry => ({ kind: 'enumValue', ...value, enum: owner })),
  );

  const functions = byName(functionList);
  const callbacks = byName(callbackList);
  const eventFlags = byName(readEventFlags());
  const flags = byName(readFlags());
  const controlCodes = byName(readControlCodes());
  const tables = byName(readTables(structures));
  const statuses = byName(readStatuses());
  const namedConstants = byName(readConstants());
  const enumValues = byName(enumValueList);
  const enums = byName(enumList);
  const enumPointers = new Map(enumList.map((entry) => [entry.pointer, entry]));
  const macros = byName(readMacros());
  const identifiers = byName(readIdentifiers());
  const addressFamilies = byName(readAddressFamilies());
  const kernelRoutines = byName(readKernelRoutines());
  const pfns = collectPfns(functionList, callbackList);
  const types = collectTypes(structureList);

  const constants = new Map<string, number>();
  for (const entries of [namedConstants, addressFamilies, statuses, enumValues, controlCodes, flags, eventFlags]) {
    for (const [name, entry] of entries) {
      constants.set(name, entry.value);
    }
  }

  return {
    functions,
    callbacks,
    eventFlags,
    flags,
    controlCodes,
    structures,
    tables,
    enums,
    enumValues,
    statuses,
    categories: byName(readCategories()),
    namedConstants,
    macros,
    identifiers,
    addressFamilies,
    kernelRoutines,
    contradictions: readContradictions(),
    pfns,
    types,
    constants,
    lookup: (name) =>
      functions.get(name) ??
      callbacks.get(name) ??
      eventFlags.get(name) ??
      flags.get(name) ??
      controlCodes.get(name) ??
      statuses.get(name) ??
      enumValues.get(name) ??
      enums.get(name) ??
      enumPointers.get(name) ??
      types.get(name) ??
      pfns.get(name) ??
      addressFamilies.get(name) ??
      namedConstants.get(name) ??
      macros.get(name) ??
      identifiers.get(name) ??
      kernelRoutines.get(name),
    tableFor: (side, category) => {
      for (const table of tables.values()) {
        if (table.side === side && table.category === category) {
          return table;
        }
      }
      return undefined;
    },
    field: (structure, field) => types.get(structure)?.fields.find((candidate) => candidate.name === field),
  };
}

/** Loaded once, read-only from then on. */
export const model: WskModel = load();
