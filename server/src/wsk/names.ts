/** Names of platform routines that the analysis gives a meaning to, by what they do. */
import { model } from '../model';

const set = (...names: string[]): ReadonlySet<string> => new Set(names);

export const zeroes = set(
  'RtlZeroMemory',
  'RtlSecureZeroMemory',
  'ZeroMemory',
  'SecureZeroMemory',
  'NdisZeroMemory',
  'RtlZeroVolatileMemory',
);
export const copies = set(
  'RtlCopyMemory',
  'RtlMoveMemory',
  'memcpy',
  'memmove',
  'CopyMemory',
  'MoveMemory',
  'NdisMoveMemory',
  'RtlCopyBytes',
);
export const noEffect = set(
  'UNREFERENCED_PARAMETER',
  'DBG_UNREFERENCED_PARAMETER',
  'UNREFERENCED_LOCAL_VARIABLE',
  'DBG_UNREFERENCED_LOCAL_VARIABLE',
  'ASSERT',
  'ASSERTMSG',
  'NT_ASSERT',
  'NT_ASSERTMSG',
  'NT_VERIFY',
  'PAGED_CODE',
  'PAGED_CODE_LOCKED',
  'C_ASSERT',
  'static_assert',
  '_Static_assert',
  'DbgPrint',
  'DbgPrintEx',
  'KdPrint',
  'KdPrintEx',
  'vDbgPrintEx',
  'DoTraceMessage',
  'DoTraceLevelMessage',
  'TraceEvents',
  'TraceLoggingWrite',
  'DbgBreakPoint',
  '__debugbreak',
  '_Analysis_assume_',
  '__analysis_assume',
  'KeMemoryBarrier',
  'MemoryBarrier',
  'YieldProcessor',
  'KeEnterCriticalRegion',
  'KeLeaveCriticalRegion',
  'ObReferenceObject',
  'ObDereferenceObject',
);
/** They change nothing, and what they answer is not known. */
export const compares = set('RtlCompareMemory', 'RtlEqualMemory', 'memcmp', 'IsEqualGUID', 'InlineIsEqualGUID');
export type StatusTest = 'success' | 'failure' | 'error' | 'warning' | 'information';
export const statusTests: ReadonlyMap<string, StatusTest> = new Map([
  ['NT_SUCCESS', 'success'],
  ['NT_ERROR', 'error'],
  ['NT_WARNING', 'warning'],
  ['NT_INFORMATION', 'information'],
]);

/** Macros of headers outside of the workspace that wrap NT_SUCCESS all have names like these: FAILED, XYZ_SUCCEEDED. */
export function foreignStatusTest(name: string): StatusTest | undefined {
  if (/^(?:[A-Z0-9]+_)*FAILED$/.test(name)) return 'failure';
  return /^(?:[A-Z0-9]+_)*SUCCE(?:SS|EDED)$/.test(name) ? 'success' : undefined;
}
export const frees = set(
  'ExFreePool',
  'ExFreePoolWithTag',
  'ExFreePool2',
  'ExFreePoolWithTag2',
  'ExFreeToLookasideListEx',
  'ExFreeToNPagedLookasideList',
  'ExFreeToPagedLookasideList',
  'ExFreeToLookasideList',
);
/** The argument that is the block: lookaside lists come first. */
export function freedArgument(name: string): number {
  return name.includes('Lookaside') ? 1 : 0;
}
export const allocates = set(
  'ExAllocatePool',
  'ExAllocatePoolWithTag',
  'ExAllocatePoolZero',
  'ExAllocatePool2',
  'ExAllocatePool3',
  'ExAllocatePoolUninitialized',
  'ExAllocatePoolWithQuotaTag',
  'ExAllocatePoolPriorityUninitialized',
  'ExAllocatePoolQuotaUninitialized',
  'ExAllocatePoolWithTagPriority',
  'ExAllocateFromNPagedLookasideList',
  'ExAllocateFromLookasideListEx',
  'ExAllocateFromPagedLookasideList',
  'MmAllocateContiguousMemory',
  'MmAllocateNonCachedMemory',
);
/** Allocations that arrive zeroed. */
export const allocatesZeroed = set('ExAllocatePoolZero', 'ExAllocatePool2', 'ExAllocatePool3');
export const registrationRoutines = set(
  'WskRegister',
  'WskDeregister',
  'WskCaptureProviderNPI',
  'WskReleaseProviderNPI',
  'WskQueryProviderCharacteristics',
);
export const waits = set(
  'KeWaitForSingleObject',
  'KeWaitForMultipleObjects',
  'KeWaitForMutexObject',
  'ZwWaitForSingleObject',
  'NtWaitForSingleObject',
  'KeDelayExecutionThread',
);
export const setsRoutine = set('IoSetCompletionRoutine', 'IoSetCompletionRoutineEx');
export const allocatesIrp = set('IoAllocateIrp', 'IoAllocateIrpEx');
/** Where the I/O manager's routines take their IRP (IoSetCompletionRoutineEx is brought into the shape of the other). */
export const irpArgument: ReadonlyMap<string, number> = new Map([
  ['IoSetCompletionRoutine', 0],
  ['IoSetCompletionRoutineEx', 0],
  ['IoFreeIrp', 0],
  ['IoReuseIrp', 0],
  ['IoInitializeIrp', 0],
  ['IoMarkIrpPending', 0],
  ['IoCompleteRequest', 0],
  ['IofCompleteRequest', 0],
  ['IoCancelIrp', 0],
  ['IoCallDriver', 1],
  ['IofCallDriver', 1],
]);
/** Where routines that put something on a list take its entry. */
export const putsOnList: ReadonlyMap<string, number> = new Map([
  ['InsertHeadList', 1],
  ['InsertTailList', 1],
  ['PushEntryList', 1],
  ['ExInterlockedInsertHeadList', 1],
  ['ExInterlockedInsertTailList', 1],
  ['ExInterlockedPushEntryList', 1],
  ['ExInterlockedPushEntrySList', 1],
  ['InterlockedPushEntrySList', 1],
]);
/** Routines that give an entry of a list, which is on it no more. */
export const takesFromList = set(
  'RemoveHeadList',
  'RemoveTailList',
  'PopEntryList',
  'ExInterlockedRemoveHeadList',
  'ExInterlockedPopEntryList',
  'ExInterlockedPopEntrySList',
  'InterlockedPopEntrySList',
);
export const exchanges = set(
  'InterlockedExchangePointer',
  'InterlockedExchange',
  'InterlockedExchange64',
  'InterlockedExchange8',
  'InterlockedExchange16',
  'InterlockedExchangeNoFence',
  'InterlockedExchangePointerNoFence',
);

/** Macros of ntifs.h that test bits. */
export const bitTests = set('FlagOn', 'BooleanFlagOn');
/** Every width and ordering of an interlocked routine. */
function interlocked(...stems: string[]): string[] {
  const suffixes = ['', '64', '16', '8', 'Acquire', 'Release', 'NoFence', '64Acquire', '64Release', '64NoFence'];
  return stems.flatMap((stem) => suffixes.map((suffix) => `${stem}${suffix}`));
}
/** Routines that exchange the first argument's target for the second where it equals the third. */
export const comparesAndExchanges = new Set(
  interlocked('InterlockedCompareExchange', 'InterlockedCompareExchangePointer'),
);
/** Routines that count the first argument's target up or down and return the new value. */
export const counts: ReadonlyMap<string, number> = new Map([
  ...interlocked('InterlockedIncrement').map((name) => [name, 1] as const),
  ...interlocked('InterlockedDecrement').map((name) => [name, -1] as const),
]);

/** The smaller and the larger of two numbers. */
export const extremes = set('min', 'max');

export const builtin: ReadonlySet<string> = new Set([
  ...extremes,
  ...bitTests,
  ...zeroes,
  ...copies,
  ...noEffect,
  ...compares,
  ...statusTests.keys(),
  ...frees,
  ...allocates,
  ...registrationRoutines,
  ...waits,
  ...setsRoutine,
  ...allocatesIrp,
  ...exchanges,
  ...comparesAndExchanges,
  ...counts.keys(),
  'memset',
  'RtlFillMemory',
  'CONTAINING_RECORD',
  'IoFreeIrp',
  'IoReuseIrp',
  'IoInitializeIrp',
  'IoMarkIrpPending',
  'IoCompleteRequest',
  'IofCompleteRequest',
  'IoCallDriver',
  'IofCallDriver',
  'IoCancelIrp',
  'KeInitializeEvent',
  'KeClearEvent',
  'KeResetEvent',
  'KeSetEvent',
  'KePulseEvent',
  'IoAllocateMdl',
  'MmBuildMdlForNonPagedPool',
  'MmProbeAndLockPages',
  'IoFreeMdl',
  'IoBuildPartialMdl',
  'KeGetCurrentIrql',
  'ARRAYSIZE',
  'RTL_NUMBER_OF',
  'MAKE_WSK_VERSION',
  'WSK_MAJOR_VERSION',
  'WSK_MINOR_VERSION',
  'FIELD_OFFSET',
  'RTL_FIELD_SIZE',
  'TRUE',
  'FALSE',
  'NULL',
  'IoSetNextIrpStackLocation',
  'IoGetCurrentIrpStackLocation',
  'IoGetNextIrpStackLocation',
  'IoQueueWorkItem',
  'IoQueueWorkItemEx',
  'ExQueueWorkItem',
  'PsCreateSystemThread',
  'KeInsertQueueDpc',
  'KeSetTimer',
  'KeSetTimerEx',
  'KeInitializeDpc',
  'IoSizeOfIrp',
  'PsTerminateSystemThread',
]);

/** Functions that do not write what their arguments point to (the analysis keeps what it knows of it). */
export const wskReadsOnly: ReadonlySet<string> = new Set([
  ...model.functions.keys(),
  ...waits,
  'IoSetCompletionRoutine',
  'IoSetCompletionRoutineEx',
  'IoAllocateMdl',
  'NmrRegisterClient',
  'IoQueueWorkItem',
  'PsCreateSystemThread',
]);

/** A word that makes a function worth analysing for itself: it has to do with WSK, or with IRPs of its own. */
export const rootNames: ReadonlySet<string> = new Set([
  ...model.functions.keys(),
  ...model.callbacks.keys(),
  ...model.controlCodes.keys(),
  ...setsRoutine,
  ...allocatesIrp,
  'EventMask',
  'NpiId',
  'NPI_WSK_INTERFACE_ID',
]);

/** A word that makes only the function that says it worth analysing: it ends or prepares a request, or gets a socket to keep. */
export const requestNames: ReadonlySet<string> = new Set(['IoFreeIrp', 'IoReuseIrp', 'IoCancelIrp', 'PWSK_SOCKET']);

/** What is done with events matters where something waits for one. */
export const eventNames: ReadonlySet<string> = new Set([
  'KeInitializeEvent',
  'KeClearEvent',
  'KeResetEvent',
  'KeSetEvent',
]);

/** A word that makes a function worth following from one that is analysed. */
export const followNames: ReadonlySet<string> = new Set([
  ...rootNames,
  ...waits,
  'IoFreeIrp',
  'IoReuseIrp',
  'IoInitializeIrp',
  'IoMarkIrpPending',
  'IoCompleteRequest',
  'IoCallDriver',
  'IofCallDriver',
  'IoCancelIrp',
  'IoAllocateMdl',
  'MmBuildMdlForNonPagedPool',
  'MmProbeAndLockPages',
]);

/** A word that makes a function worth following from an event callback or a completion routine: it needs a low IRQL. */
export const passiveNames: ReadonlySet<string> = new Set([
  ...followNames,
  'KeGetCurrentIrql',
  'PAGED_CODE',
  'PAGED_CODE_LOCKED',
  ...[...model.kernelRoutines.values()]
    .filter(
      (routine) => routine.maxIrql === 'PASSIVE_LEVEL' || routine.maxIrql === 'APC_LEVEL' || routine.blocks !== 'never',
    )
    .map((routine) => routine.name),
]);

/** Prefixes and words in a text without which a file cannot be WSK code. */
export const gateWords: readonly string[] = ['Wsk', 'WSK_', 'WSK', '<wsk.h>', 'wsk.h'];

const PLATFORM =
  /^(?:(?:Ke|Kf|Ex|Io|Iof|Rtl|Zw|Nt|Mm|Ob|Ps|Se|Hal|Cm|FsRtl|Fwp[ms]?|Ndis|Nmr|Wdf|Wpp|Dbg|Kd)[A-Z]|Interlocked|_|(?:if|for|while|switch|return|sizeof|defined)$)/;

/** No file of a driver defines a function of this name: the system does, or the language. */
export function isPlatformName(name: string): boolean {
  return PLATFORM.test(name) || builtin.has(name) || model.functions.has(name) || model.kernelRoutines.has(name);
}
