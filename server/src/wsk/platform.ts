/** What every WSK driver gets from the platform's headers: types, sizes and constants that no workspace carries. */
import { ntStatuses } from './ntStatuses';
import type { Platform } from '../flow/program';
import type { PlatformRecord, PlatformTypes, WrittenType } from '../flow/types';
import { model } from '../model';
import { copies, wskReadsOnly } from './names';

/** Sizes on 64-bit Windows. */
const SCALARS: Readonly<Record<string, number>> = {
  char: 1,
  'signed char': 1,
  'unsigned char': 1,
  bool: 1,
  _Bool: 1,
  short: 2,
  'unsigned short': 2,
  'short int': 2,
  int: 4,
  unsigned: 4,
  'unsigned int': 4,
  long: 4,
  'unsigned long': 4,
  'long int': 4,
  'unsigned long int': 4,
  __int64: 8,
  'unsigned __int64': 8,
  'long long': 8,
  'unsigned long long': 8,
  float: 4,
  double: 8,
  CHAR: 1,
  UCHAR: 1,
  BYTE: 1,
  BOOLEAN: 1,
  CCHAR: 1,
  INT8: 1,
  UINT8: 1,
  int8_t: 1,
  uint8_t: 1,
  KIRQL: 1,
  KPROCESSOR_MODE: 1,
  SHORT: 2,
  USHORT: 2,
  WORD: 2,
  WCHAR: 2,
  wchar_t: 2,
  INT16: 2,
  UINT16: 2,
  int16_t: 2,
  uint16_t: 2,
  ADDRESS_FAMILY: 2,
  CSHORT: 2,
  INT: 4,
  UINT: 4,
  LONG: 4,
  ULONG: 4,
  DWORD: 4,
  BOOL: 4,
  INT32: 4,
  UINT32: 4,
  LONG32: 4,
  ULONG32: 4,
  int32_t: 4,
  uint32_t: 4,
  NTSTATUS: 4,
  ACCESS_MASK: 4,
  KPRIORITY: 4,
  POOL_TYPE: 4,
  EVENT_TYPE: 4,
  WSK_CONTROL_SOCKET_TYPE: 4,
  WSK_INSPECT_ACTION: 4,
  DWORD32: 4,
  LONGLONG: 8,
  ULONGLONG: 8,
  LONG64: 8,
  ULONG64: 8,
  INT64: 8,
  UINT64: 8,
  DWORD64: 8,
  int64_t: 8,
  uint64_t: 8,
  SIZE_T: 8,
  SSIZE_T: 8,
  size_t: 8,
  ULONG_PTR: 8,
  LONG_PTR: 8,
  INT_PTR: 8,
  UINT_PTR: 8,
  DWORD_PTR: 8,
  uintptr_t: 8,
  intptr_t: 8,
  KAFFINITY: 8,
  POOL_FLAGS: 8,
  LARGE_INTEGER: 8,
  ULARGE_INTEGER: 8,
};

const POINTERS: Readonly<Record<string, string>> = {
  PVOID: 'VOID',
  LPVOID: 'VOID',
  HANDLE: 'VOID',
  PCHAR: 'CHAR',
  PUCHAR: 'UCHAR',
  PBYTE: 'UCHAR',
  PSTR: 'CHAR',
  PWSTR: 'WCHAR',
  PWCHAR: 'WCHAR',
  PUSHORT: 'USHORT',
  PSHORT: 'SHORT',
  PULONG: 'ULONG',
  PLONG: 'LONG',
  PUINT: 'UINT',
  PINT: 'INT',
  PDWORD: 'DWORD',
  PSIZE_T: 'SIZE_T',
  PULONG_PTR: 'ULONG_PTR',
  PULONGLONG: 'ULONGLONG',
  PLARGE_INTEGER: 'LARGE_INTEGER',
  PBOOLEAN: 'BOOLEAN',
  PNTSTATUS: 'NTSTATUS',
  PHANDLE: 'HANDLE',
  PKIRQL: 'KIRQL',
  PUINT32: 'UINT32',
  PUINT64: 'UINT64',
  PUINT16: 'UINT16',
  PUINT8: 'UINT8',
  PIRP: 'IRP',
  PMDL: 'MDL',
  PMDLX: 'MDL',
  PKEVENT: 'KEVENT',
  PRKEVENT: 'KEVENT',
  PDEVICE_OBJECT: 'DEVICE_OBJECT',
  PDRIVER_OBJECT: 'DRIVER_OBJECT',
  PFILE_OBJECT: 'FILE_OBJECT',
  PIO_STATUS_BLOCK: 'IO_STATUS_BLOCK',
  PIO_STACK_LOCATION: 'IO_STACK_LOCATION',
  PIO_WORKITEM: 'IO_WORKITEM',
  PUNICODE_STRING: 'UNICODE_STRING',
  PLIST_ENTRY: 'LIST_ENTRY',
  PSLIST_ENTRY: 'SLIST_ENTRY',
  PKSPIN_LOCK: 'KSPIN_LOCK',
  PKTHREAD: 'KTHREAD',
  PEPROCESS: 'EPROCESS',
  PETHREAD: 'ETHREAD',
  PSECURITY_DESCRIPTOR: 'SECURITY_DESCRIPTOR',
  PKDPC: 'KDPC',
  PKTIMER: 'KTIMER',
  PKSEMAPHORE: 'KSEMAPHORE',
  PGUID: 'GUID',
  PSOCKADDR: 'SOCKADDR',
  PSOCKADDR_IN: 'SOCKADDR_IN',
  PSOCKADDR_IN6: 'SOCKADDR_IN6',
  PSOCKADDR_STORAGE: 'SOCKADDR_STORAGE',
  PSOCKADDR_INET: 'SOCKADDR_INET',
  PADDRINFOEXW: 'ADDRINFOEXW',
  PNET_BUFFER_LIST: 'NET_BUFFER_LIST',
  PNET_BUFFER: 'NET_BUFFER',
  PCMSGHDR: 'CMSGHDR',
};
const CONST_POINTERS: Readonly<Record<string, string>> = {
  PNPIID: 'NPIID',
  PCNPIID: 'NPIID',
  PCWSTR: 'WCHAR',
  PCSTR: 'CHAR',
  PCUNICODE_STRING: 'UNICODE_STRING',
  PCVOID: 'VOID',
  LPCVOID: 'VOID',
};

const f = (name: string, base: string, pointers = 0, count?: number): { name: string; type: WrittenType } => ({
  name,
  type: count === undefined ? { base, pointers } : { base, pointers, count },
});

const RECORDS: readonly PlatformRecord[] = [
  {
    name: 'IO_STATUS_BLOCK',
    kind: 'struct',
    size: 16,
    fields: [f('Status', 'NTSTATUS'), f('Information', 'ULONG_PTR')],
  },
  {
    name: 'IRP',
    kind: 'struct',
    size: 208,
    fields: [
      f('Type', 'CSHORT'),
      f('Size', 'USHORT'),
      f('MdlAddress', 'MDL', 1),
      f('Flags', 'ULONG'),
      f('IoStatus', 'IO_STATUS_BLOCK'),
      f('RequestorMode', 'CHAR'),
      f('PendingReturned', 'BOOLEAN'),
      f('StackCount', 'CHAR'),
      f('CurrentLocation', 'CHAR'),
      f('Cancel', 'BOOLEAN'),
      f('CancelIrql', 'UCHAR'),
      f('UserIosb', 'IO_STATUS_BLOCK', 1),
      f('UserEvent', 'KEVENT', 1),
      f('UserBuffer', 'VOID', 1),
    ],
  },
  { name: 'KEVENT', kind: 'struct', size: 24, fields: [] },
  {
    name: 'MDL',
    kind: 'struct',
    size: 48,
    fields: [
      f('Next', 'MDL', 1),
      f('Size', 'CSHORT'),
      f('MdlFlags', 'CSHORT'),
      f('Process', 'EPROCESS', 1),
      f('MappedSystemVa', 'VOID', 1),
      f('StartVa', 'VOID', 1),
      f('ByteCount', 'ULONG'),
      f('ByteOffset', 'ULONG'),
    ],
  },
  { name: 'LIST_ENTRY', kind: 'struct', size: 16, fields: [f('Flink', 'LIST_ENTRY', 1), f('Blink', 'LIST_ENTRY', 1)] },
  {
    name: 'UNICODE_STRING',
    kind: 'struct',
    size: 16,
    fields: [f('Length', 'USHORT'), f('MaximumLength', 'USHORT'), f('Buffer', 'WCHAR', 1)],
  },
  { name: 'GUID', kind: 'struct', size: 16, fields: [] },
  { name: 'NPIID', kind: 'struct', size: 16, fields: [] },
  { name: 'SOCKADDR', kind: 'struct', size: 16, fields: [f('sa_family', 'USHORT'), f('sa_data', 'CHAR', 0, 14)] },
  {
    name: 'SOCKADDR_IN',
    kind: 'struct',
    size: 16,
    fields: [f('sin_family', 'USHORT'), f('sin_port', 'USHORT'), f('sin_addr', 'IN_ADDR'), f('sin_zero', 'CHAR', 0, 8)],
  },
  { name: 'IN_ADDR', kind: 'struct', size: 4, fields: [] },
  { name: 'IN6_ADDR', kind: 'struct', size: 16, fields: [] },
  {
    name: 'SOCKADDR_IN6',
    kind: 'struct',
    size: 28,
    fields: [
      f('sin6_family', 'USHORT'),
      f('sin6_port', 'USHORT'),
      f('sin6_flowinfo', 'ULONG'),
      f('sin6_addr', 'IN6_ADDR'),
      f('sin6_scope_id', 'ULONG'),
    ],
  },
  {
    name: 'SOCKADDR_INET',
    kind: 'union',
    size: 28,
    fields: [f('Ipv4', 'SOCKADDR_IN'), f('Ipv6', 'SOCKADDR_IN6'), f('si_family', 'USHORT')],
  },
  { name: 'SOCKADDR_STORAGE', kind: 'struct', size: 128, fields: [f('ss_family', 'USHORT')] },
  { name: 'SECURITY_DESCRIPTOR', kind: 'struct', size: 40, fields: [] },
  { name: 'KSPIN_LOCK', kind: 'struct', size: 8, fields: [] },
];

/** The model writes a member's type as C does: `const VOID *`, `CHAR[16]`. */
function parseWritten(text: string): WrittenType {
  const isConst = /\b(?:const|CONST)\b/.test(text);
  const count = /\[(\d+)\]/.exec(text)?.[1];
  const base = text.replace(/\b(?:const|CONST|struct|union|enum)\b|\*|\[\d*\]/g, '').trim();
  const pointers = (text.match(/\*/g) ?? []).length;
  return { base, pointers, isConst, ...(count === undefined ? {} : { count: Number(count) }) };
}

function buildTypes(): PlatformTypes {
  const scalars = new Map(Object.entries(SCALARS));
  const pointers = new Map<string, { to: string; toConst: boolean }>();
  const aliases = new Map<string, string>([
    ['sockaddr', 'SOCKADDR'],
    ['sockaddr_in', 'SOCKADDR_IN'],
    ['sockaddr_in6', 'SOCKADDR_IN6'],
    ['sockaddr_storage', 'SOCKADDR_STORAGE'],
    ['_SECURITY_DESCRIPTOR', 'SECURITY_DESCRIPTOR'],
    ['_IRP', 'IRP'],
    ['_MDL', 'MDL'],
    ['_KEVENT', 'KEVENT'],
    ['_GUID', 'GUID'],
    ['_IO_STATUS_BLOCK', 'IO_STATUS_BLOCK'],
    ['_UNICODE_STRING', 'UNICODE_STRING'],
    ['_LIST_ENTRY', 'LIST_ENTRY'],
    ['in_addr', 'IN_ADDR'],
    ['in6_addr', 'IN6_ADDR'],
    ['KSPIN_LOCK_QUEUE', 'KSPIN_LOCK'],
  ]);
  for (const [name, to] of Object.entries(POINTERS)) pointers.set(name, { to, toConst: false });
  for (const [name, to] of Object.entries(CONST_POINTERS)) pointers.set(name, { to, toConst: true });
  const records = new Map<string, PlatformRecord>(RECORDS.map((record) => [record.name, record]));
  for (const structure of model.structures.values()) {
    if (structure.pointer) pointers.set(structure.pointer, { to: structure.name, toConst: false });
    if (structure.tag) aliases.set(structure.tag, structure.name);
    if (records.has(structure.name)) continue;
    records.set(structure.name, {
      name: structure.name,
      kind: 'struct',
      size: structure.sizeX64 ?? undefined,
      fields: structure.opaque
        ? []
        : structure.fields.map((field) => ({ name: field.name, type: parseWritten(field.type) })),
    });
  }
  for (const table of model.tables.values()) {
    if (table.pointer) pointers.set(table.pointer, { to: table.name, toConst: false });
    const known = records.get(table.name);
    records.set(table.name, {
      name: table.name,
      kind: 'struct',
      size: known?.size,
      fields: table.flatMembers.map((member) => ({ name: member.name, type: parseWritten(member.type) })),
    });
  }
  for (const e of model.enums.values()) {
    scalars.set(e.name, 4);
    pointers.set(e.pointer, { to: e.name, toConst: false });
  }
  return { scalars, pointers, records, aliases };
}

/** Names of <ntddk.h> that tests and calls use; WSK's own stand in the model. */
const CONSTANTS: Readonly<Record<string, number>> = {
  TRUE: 1,
  FALSE: 0,
  NULL: 0,
  KernelMode: 0,
  UserMode: 1,
  NotificationEvent: 0,
  SynchronizationEvent: 1,
  WaitAll: 0,
  WaitAny: 1,
  STATUS_WAIT_0: 0,
  STATUS_WAIT_1: 1,
  STATUS_WAIT_2: 2,
  STATUS_WAIT_3: 3,
  Executive: 0,
  IO_NO_INCREMENT: 0,
  PASSIVE_LEVEL: 0,
  APC_LEVEL: 1,
  DISPATCH_LEVEL: 2,
  NonPagedPool: 0,
  PagedPool: 1,
  NonPagedPoolNx: 512,
  DelayedWorkQueue: 1,
  CriticalWorkQueue: 0,
  STATUS_CONTINUE_COMPLETION: 0,
  STATUS_REMOTE_DISCONNECT: 0xc000013c,
  POOL_FLAG_NON_PAGED: 0x40,
  POOL_FLAG_PAGED: 0x100,
  POOL_FLAG_UNINITIALIZED: 2,
  MAXULONG: 0xffffffff,
};

const constants = new Map(Object.entries(CONSTANTS));
const types = buildTypes();

/** Routines around which drivers put `__try`: memory of a user's, quotas, and those that raise on demand. */
const raising: ReadonlySet<string> = new Set([
  'MmProbeAndLockPages',
  'MmProbeAndLockProcessPages',
  'MmProbeAndLockSelectedPages',
  'MmMapLockedPages',
  'MmMapLockedPagesSpecifyCache',
  'ProbeForRead',
  'ProbeForWrite',
  'ExRaiseStatus',
  'ExRaiseAccessViolation',
  'ExRaiseDatatypeMisalignment',
  'ExAllocatePoolWithQuota',
  'ExAllocatePoolWithQuotaTag',
  'RtlCopyMemory',
  'RtlMoveMemory',
  'memcpy',
]);

export const platform: Platform = {
  types,
  constant: (name) => model.constants.get(name) ?? constants.get(name) ?? ntStatuses.get(name),
  readsOnly: (name, argument) => wskReadsOnly.has(name) || (argument > 0 && copies.has(name)),
  onlyTakes: (name, argument) =>
    model.functions.get(name)?.params[argument]?.role === 'input-buffer' || (argument > 0 && copies.has(name)),
  mayRaise: (name) => raising.has(name),
};
