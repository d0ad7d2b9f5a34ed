import { model, type WskStructure } from '../../../server/src/model';
import { hex, macroValues, statusValues } from './names';

/** Compile-time checks that the headers agree with the model: sizes, offsets and values on 64-bit Windows. */

type Keyword = '_Static_assert' | 'static_assert';

function assertion(keyword: Keyword, condition: string): string {
  return `${keyword}(${condition}, ${JSON.stringify(condition)});`;
}

function structureConditions(structure: WskStructure, cplusplus: boolean): string[] {
  if (structure.sizeX64 === null) {
    return [];
  }
  const fields = structure.fields
    .filter((field) => cplusplus || !field.unnamedInC)
    .map((field) => `__builtin_offsetof(${structure.name}, ${field.name}) == ${field.offsetX64}`);
  return [`sizeof(${structure.name}) == ${structure.sizeX64}`, ...fields];
}

function tableConditions(): string[] {
  return [...model.tables.values()].flatMap((table) =>
    table.flatMembers.map((member) => `__builtin_offsetof(${table.name}, ${member.name}) == ${member.offsetX64}`),
  );
}

function bufferConditions(): string[] {
  const sizes = new Map<string, number>();
  for (const code of model.controlCodes.values()) {
    for (const { type, bytesX64 } of code.operations.flatMap(({ input, output }) => [input, output])) {
      if (type !== null && bytesX64 !== null) {
        sizes.set(type, bytesX64);
      }
    }
  }
  for (const family of model.addressFamilies.values()) {
    sizes.set(family.sockaddr, family.sockaddrSize);
  }
  return [...sizes].map(([type, size]) => `sizeof(${type}) == ${size}`);
}

function valueConditions(): string[] {
  const enumerators = [...model.enumValues.values()].map(({ name, value }) => `${name} == ${value}`);
  const values = [...statusValues(), ...macroValues()].map(({ name, value }) => `(ULONG)${name} == ${hex(value)}u`);
  return [...enumerators, ...values];
}

function structures(cplusplus: boolean): string[] {
  return [...model.structures.values()].flatMap((structure) => structureConditions(structure, cplusplus));
}

const heading =
  '/* Generated from server/src/model/data by scripts/generate/header.ts: the headers agree with the model. */';

export function renderAsserts(): string {
  const conditions = [...structures(false), ...tableConditions(), ...bufferConditions(), ...valueConditions()];
  return [heading, '#include <wsk.h>', '', ...conditions.map((each) => assertion('_Static_assert', each)), ''].join(
    '\n',
  );
}

export function renderCppAsserts(): string {
  const conditions = [...structures(true), ...bufferConditions(), ...valueConditions()];
  return [heading, '#include <wsk.h>', '', ...conditions.map((each) => assertion('static_assert', each)), ''].join(
    '\n',
  );
}
