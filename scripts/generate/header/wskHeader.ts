import { model, type Param, type WskFunction, type WskStructure } from '../../../server/src/model';
import { hex, macroValues, statusValues, type NamedValue } from './names';

/** wsk.h as far as the model knows it: names, types and values, so that driver code compiles without the WDK. */

// wsk.h writes this one as the complement of another, which is an int; so do we, as its type matters in switch labels.
const spelledValues: ReadonlyMap<string, string> = new Map([['SO_EXCLUSIVEADDRUSE', '((INT)(~SO_REUSEADDR))']]);

const ntddiVersions: readonly NamedValue[] = [
  { name: 'NTDDI_WIN7', value: 0x06010000 },
  { name: 'NTDDI_WIN8', value: 0x06020000 },
];

function declare(type: string, name: string): string {
  return type.endsWith('*') ? `${type.replace(/ (\*+)$/, ' $1')}${name}` : `${type} ${name}`;
}

function defineLine({ name, value }: NamedValue): string {
  return `#define ${name} ${spelledValues.get(name) ?? hex(value)}`;
}

function guardedDefine(entry: NamedValue, spelled: string): string {
  return `#ifndef ${entry.name}\n#define ${entry.name} ${spelled}\n#endif`;
}

function paramList(params: readonly Param[]): string {
  return params.map((param) => declare(param.type, param.name)).join(', ');
}

function pfnTypedef(returnType: string, pfn: string, params: readonly Param[]): string {
  return `typedef ${returnType} (WSKAPI *${pfn})(${paramList(params)});`;
}

function pfnTypedefs(): string[] {
  const lines: string[] = [];
  for (const entry of model.functions.values()) {
    if (entry.pfn !== null) {
      lines.push(pfnTypedef(entry.returnType, entry.pfn, entry.params));
    }
    if (entry.altPfn !== null && entry.altParams !== null) {
      lines.push(pfnTypedef(entry.returnType, entry.altPfn, entry.altParams));
    }
  }
  for (const callback of model.callbacks.values()) {
    lines.push(pfnTypedef(callback.returnType, callback.pfn, callback.params));
  }
  return lines;
}

function structureLines(structure: WskStructure): string[] {
  const fields = structure.fields.flatMap((field) => {
    if (field.unnamedInC) {
      return ['#ifdef __cplusplus', `  ${field.type} ${field.name};`, '#else', `  ${field.type};`, '#endif'];
    }
    const line = `  ${declare(field.type, field.name)};`;
    return field.ntddi === null ? [line] : [`#if (NTDDI_VERSION >= ${field.ntddi})`, line, '#endif'];
  });
  return [`struct ${structure.tag ?? structure.name} {`, ...fields, '};'];
}

function exportLine(entry: WskFunction): string {
  return `${entry.returnType} NTAPI ${entry.name}(${paramList(entry.params)});`;
}

function enumLine(name: string, pointer: string, values: readonly NamedValue[]): string {
  const list = values.map((value) => `${value.name} = ${value.value}`).join(', ');
  return `typedef enum { ${list} } ${name}, *${pointer};`;
}

export function renderWskHeader(): string {
  const structures = [...model.structures.values()].filter((structure) => !structure.opaque);
  const opaque = [...model.structures.values()].filter((structure) => structure.opaque);
  const exported = [...model.functions.values()].filter((entry) => entry.role === 'registration');
  return [
    '/* Generated from server/src/model/data by scripts/generate/header.ts: declarations for compile checks, no WDK file. */',
    '#ifndef _WSK_',
    '#define _WSK_',
    '#include <ntddk.h>',
    '#include "ws2def.h"',
    '#include "netioddk.h"',
    '',
    '#ifdef __cplusplus',
    'extern "C" {',
    '#endif',
    '',
    ...ntddiVersions.map((entry) => guardedDefine(entry, hex(entry.value))),
    ...statusValues().map((entry) => guardedDefine(entry, `((NTSTATUS)${hex(entry.value)}L)`)),
    '',
    ...macroValues().map(defineLine),
    '',
    ...[...model.macros.values()].map(
      ({ name, args, expansion }) => `#define ${name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${expansion}`,
    ),
    '',
    ...[...model.identifiers.values()].map(({ name, type }) => `extern ${type} ${name};`),
    ...opaque.map(({ pointer }) => `typedef PVOID ${pointer};`),
    ...[...model.enums.values()].map(({ name, pointer, values }) => enumLine(name, pointer, values)),
    ...structures.map(({ name, pointer, tag }) => `typedef struct ${tag ?? name} ${name}, *${pointer};`),
    '',
    ...pfnTypedefs(),
    '',
    ...structures.flatMap(structureLines),
    '',
    ...exported.map(exportLine),
    '',
    '#ifdef __cplusplus',
    '}',
    '#endif',
    '#endif',
    '',
  ].join('\n');
}
