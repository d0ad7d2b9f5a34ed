import {
  docBaseUrl,
  model,
  type CategoryInfo,
  type KernelCondition,
  type KernelRoutine,
  type WskStructure,
} from '../../../server/src/model';
import { code, codes, documentation, english, hex, list, page, section, table } from './markdown';

function structureSection(structure: WskStructure): string {
  const rows = structure.fields.map((field) => [
    code(field.name),
    code(field.type),
    String(field.offsetX64),
    english(field.summary),
  ]);
  const size = structure.sizeX64 === null ? [] : [`${structure.sizeX64} bytes on 64-bit Windows.`];
  return section(structure.name, [
    english(structure.summary),
    ...size,
    ...(rows.length > 0 ? [table(['Field', 'Type', 'Offset', 'Meaning'], rows)] : []),
    ...list('Notes', structure.notes),
    ...documentation(structure.slug),
  ]);
}

export function structuresPage(): string {
  return page('Structures and dispatch tables', 'Layouts are those of 64-bit Windows.', [
    ...[...model.structures.values()].map(structureSection),
  ]);
}

export function flagsPage(): string {
  const events = [...model.eventFlags.values()].map((flag) => [
    code(flag.name),
    hex(flag.value),
    flag.callback === null ? '' : code(flag.callback),
    [...flag.categories, ...flag.inferredCategories].join(', '),
    flag.inheritable ? 'yes' : 'no',
    flag.static ? 'yes' : 'no',
    english(flag.summary),
  ]);
  const flags = [...model.flags.values()].map((flag) => [
    code(flag.name),
    hex(flag.value),
    flag.usedBy
      .map(({ target, direction }) => `${code(target)}${direction === 'callback' ? ' (received)' : ''}`)
      .join(', '),
    english(flag.summary),
  ]);
  const constants = [...model.namedConstants.values()].map((entry) => [
    code(entry.name),
    hex(entry.value),
    code(entry.header),
    entry.summary === null ? '' : english(entry.summary),
  ]);
  const enums = [...model.enumValues.values()].map((entry) => [
    code(entry.name),
    String(entry.value),
    code(entry.enum.name),
    english(entry.summary),
  ]);
  return page('Flags and constants', 'Several flags have the same value: the compiler cannot tell them apart.', [
    section('Event flags', [
      table(['Flag', 'Value', 'Callback', 'Sockets', 'Inheritable', 'Static', 'Meaning'], events),
    ]),
    section('Other flags', [table(['Flag', 'Value', 'Taken by', 'Meaning'], flags)]),
    section('Enumerators', [table(['Name', 'Value', 'Type', 'Meaning'], enums)]),
    section('Constants', [table(['Name', 'Value', 'Header', 'Meaning'], constants)]),
  ]);
}

export function statusesPage(): string {
  const rows = [...model.statuses.values()].map((status) => [
    code(status.name),
    hex(status.value),
    status.ntSuccess ? 'true' : 'false',
    english(status.summary),
  ]);
  return page('Statuses', 'What they say in a WSK driver.', [
    table(['Status', 'Value', '`NT_SUCCESS`', 'Meaning'], rows),
  ]);
}

function categorySection(category: CategoryInfo): string {
  const combinations = category.combinations.map(({ type, protocol }) => codes([type, protocol ?? 'IPPROTO_*']));
  const facts = [
    `- Flag: ${code(category.flag)}`,
    `- Created by: ${codes(category.createdBy)}`,
    `- Functions: ${code(category.providerTable)}`,
    `- Callbacks: ${category.clientTable === null ? 'none' : `${code(category.clientTable)}, ${codes(category.callbacks)}`}`,
    ...(category.events.length > 0 ? [`- Events: ${codes(category.events)}`] : []),
    ...(category.inheritableEvents.length > 0 ? [`- Inheritable events: ${codes(category.inheritableEvents)}`] : []),
    ...(combinations.length > 0 ? [`- Type and protocol: ${combinations.join('; ')}`] : []),
    `- Since: ${english(`windows.${category.minWindows}`)}`,
  ];
  return section(category.name, [
    english(category.summary),
    facts.join('\n'),
    `Order:\n\n${category.lifecycle.map((step, index) => `${index + 1}. ${step}`).join('\n')}`,
    ...list('Notes', category.notes),
  ]);
}

export function categoriesPage(): string {
  const families = [...model.addressFamilies.values()].map((family) => [
    code(family.name),
    code(family.sockaddr),
    String(family.sockaddrSize),
    english(family.summary),
  ]);
  return page('Socket categories', 'What a socket is decides what it can do.', [
    ...[...model.categories.values()].map(categorySection),
    section('Address families', [table(['Family', 'Address type', 'Bytes', ''], families)]),
  ]);
}

function condition({ param, test, values, maxIrql, blocks }: KernelCondition): string {
  const when = {
    'timeout-not-zero': 'the timeout is NULL or not zero',
    'one-of': `argument ${param + 1} is ${codes(values)}`,
    'has-flag': `argument ${param + 1} holds ${codes(values)}`,
    true: `argument ${param + 1} is TRUE`,
    'pageable-memory': 'the memory is pageable',
  }[test];
  return `${maxIrql}${blocks ? ' and it waits' : ''} when ${when}`;
}

function routineRow(routine: KernelRoutine): string[] {
  const link = routine.slug === null ? code(routine.name) : `[${code(routine.name)}](${docBaseUrl}${routine.slug})`;
  return [
    link,
    routine.maxIrql === 'HIGH_LEVEL' ? 'any' : routine.maxIrql,
    routine.blocks === 'always' ? 'yes' : routine.blocks === 'conditional' ? 'sometimes' : '',
    routine.conditions.map(condition).join('; '),
    routine.note === null ? '' : english(routine.note),
  ];
}

export function kernelRoutinesPage(): string {
  const groups = new Map<string, KernelRoutine[]>();
  for (const routine of model.kernelRoutines.values()) {
    groups.set(routine.group, [...(groups.get(routine.group) ?? []), routine]);
  }
  const head = ['Routine', 'IRQL at most', 'Waits', 'Stricter', 'Note'];
  return page(
    'Kernel routines',
    'What the checks of callbacks and completion routines know of the kernel. Names that are missing here are not judged.',
    [...groups].map(([group, routines]) => section(group, [table(head, routines.map(routineRow))])),
  );
}

export function contradictionsPage(): string {
  const sections = model.contradictions.map(({ topic, fact, about }) =>
    section(english(topic), [english(fact), `About: ${codes(about)}`]),
  );
  return page('Where the pages contradict each other', 'And what the model goes by.', sections);
}
