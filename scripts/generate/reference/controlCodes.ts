import sharing from '../../../server/src/model/data/addressSharing.json';
import {
  model,
  type BufferRule,
  type ControlCode,
  type ControlFamily,
  type ControlOperation,
  type PerCategory,
  type Timing,
} from '../../../server/src/model';
import { code, codes, documentation, english, hex, list, page, section, table } from './markdown';

function buffer(rule: BufferRule): string {
  const type = rule.type === null ? '' : code(rule.type);
  const text = {
    none: 'none',
    sizeof: type,
    sockaddr: `the ${type} type of the address family`,
    array: `an array of ${type}`,
    variable: type === '' ? 'of any size' : `${type}, of any size`,
    unspecified: type === '' ? 'not stated' : `${type}, size not stated`,
  }[rule.size];
  const values = rule.values === null ? '' : `: ${rule.values.join(' or ')}`;
  return `${text}${values}${rule.nullable && rule.size !== 'unspecified' ? ', or NULL with size 0' : ''}`;
}

const timings: Readonly<Record<Timing, string>> = {
  any: 'any time',
  'before-bind': 'before bind',
  'after-bind': 'after bind',
  'before-connect': 'before connect',
  'after-connect': 'after connect',
  'after-accept': 'after accept',
  'before-first-socket': 'before the first socket',
  unspecified: 'not stated',
};

function timing(entries: PerCategory<Timing>): string {
  const byTiming = new Map<Timing, string[]>();
  for (const [category, when] of Object.entries(entries)) {
    byTiming.set(when, [...(byTiming.get(when) ?? []), category]);
  }
  const parts = [...byTiming].map(([when, categories]) =>
    byTiming.size === 1 ? timings[when] : `${timings[when]} (${categories.join(', ')})`,
  );
  return parts.join('; ');
}

function irp({ irp: requirement, irpForEvents }: ControlOperation): string {
  return irpForEvents === null ? requirement : `enable ${irpForEvents.enable}, disable ${irpForEvents.disable}`;
}

function operationRow(operation: ControlOperation): string[] {
  return [
    operation.requestType === null ? '' : code(operation.requestType),
    buffer(operation.input),
    buffer(operation.output),
    operation.outputSizeReturned,
    irp(operation),
    timing(operation.timing),
  ];
}

function codeSection(entry: ControlCode): string {
  const unstated = entry.unstatedCategories.length > 0 ? ` (no page says: ${entry.unstatedCategories.join(', ')})` : '';
  const facts = [
    `- Value: ${hex(entry.value)}`,
    `- Function: ${code(entry.function)}`,
    ...(entry.level === null ? [] : [`- Level: ${code(entry.level.name)}`]),
    ...(entry.categories.length > 0 ? [`- Sockets: ${entry.categories.join(', ')}${unstated}`] : []),
    `- IRQL: at most ${entry.irql}`,
    `- Since: ${english(`windows.${entry.minWindows}`)}`,
    ...(entry.statuses.length > 0 ? [`- Statuses: ${codes(entry.statuses)}`] : []),
    ...(entry.deprecated ? ['- Deprecated'] : []),
    ...(entry.reservedForSystem ? ['- Reserved for the system'] : []),
  ];
  const head = ['Request', 'Input', 'Output', 'OutputSizeReturned', 'IRP', 'When'];
  return section(entry.name, [
    english(entry.summary),
    facts.join('\n'),
    table(head, entry.operations.map(operationRow)),
    ...list('Notes', entry.notes),
    ...documentation(entry.slug),
  ]);
}

function family(name: ControlFamily): ControlCode[] {
  return [...model.controlCodes.values()].filter((entry) => entry.family === name);
}

function transportOptions(): string {
  const rows = family('transport-option').map((entry) => [
    code(entry.name),
    hex(entry.value),
    code(entry.level?.name ?? ''),
    english(entry.summary),
  ]);
  return section('Options of the transports', [
    'WSK hands them to the transport. Only their level is checked.',
    table(['Option', 'Value', 'Level', 'Meaning'], rows),
  ]);
}

function addressSharing(): string {
  const results = sharing.results.map(({ name, statuses }) => `- ${name}: ${statuses.map(code).join(' or ')}`);
  return section('Sharing a local address', [
    'Rows: the options of the second socket. Columns: those of the first. W is the wildcard address, S a specific one.',
    table(
      ['', ...sharing.firstBind],
      sharing.secondBind.map((row) => [row.options, ...row.results]),
    ),
    results.join('\n'),
    ...documentation(sharing.slug),
  ]);
}

export function optionsPage(): string {
  const sections = family('socket-option').map(codeSection);
  return page('Socket options', 'What `WskControlSocket` sets and reads.', [
    ...sections,
    transportOptions(),
    addressSharing(),
  ]);
}

export function ioctlsPage(): string {
  return page('IOCTLs', 'What `WskControlSocket` performs with `WskIoctl`.', family('ioctl').map(codeSection));
}

export function clientCodesPage(): string {
  return page('Client control codes', 'What `WskControlClient` performs.', family('client-code').map(codeSection));
}
