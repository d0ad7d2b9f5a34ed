/**
 * The shape of the WSK option model. Every fact about Winsock Kernel that the product knows stands once, in data/*.json,
 * and is read through these types. Prose never stands in the data: a MessageKey names a sentence in messages/<lang>.json.
 */

export const socketCategories = ['basic', 'listen', 'datagram', 'connection', 'stream'] as const;
export type SocketCategory = (typeof socketCategories)[number];

export const socketStates = ['created', 'bound', 'listening', 'connected', 'accepted', 'closed'] as const;
export type SocketState = (typeof socketStates)[number];

/** What a socket has to be before a function may be called; `unbound` is the opposite of `bound`. */
export const stateRequirements = ['any', 'unbound', 'bound', 'listening', 'connected'] as const;
export type StateRequirement = (typeof stateRequirements)[number];

export const irqls = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL', 'HIGH_LEVEL'] as const;
/** HIGH_LEVEL stands for "any IRQL". */
export type Irql = (typeof irqls)[number];

export const windowsVersions = ['vista', 'win7', 'win8', 'win10-1703', 'unspecified'] as const;
export type WindowsVersion = (typeof windowsVersions)[number];

export const requestTypes = ['WskSetOption', 'WskGetOption', 'WskIoctl'] as const;
export type RequestType = (typeof requestTypes)[number];

/** A key into messages/<lang>.json. */
export type MessageKey = string;

/** The path of a page under `docBaseUrl`; null where no page exists (any more). */
export type DocSlug = string | null;

/** One entry per category; a category that is absent does not apply. */
export type PerCategory<T> = Partial<Record<SocketCategory, T>>;

interface Named {
  readonly name: string;
  readonly summary: MessageKey;
}

interface Documented extends Named {
  readonly slug: DocSlug;
  readonly minWindows: WindowsVersion;
}

export const paramRoles = [
  'client',
  'registration',
  'socket',
  'irp',
  'flags',
  'request-type',
  'control-code',
  'level',
  'input-size',
  'input-buffer',
  'output-size',
  'output-buffer',
  'output-size-returned',
  'context',
  'client-dispatch',
  'address-in',
  'address-out',
  'buffer',
  'indication',
  'security-descriptor',
  'inspect-id',
  'action',
  'timeout',
  'other',
] as const;
export type ParamRole = (typeof paramRoles)[number];

export interface Param {
  readonly name: string;
  readonly type: string;
  readonly dir: 'in' | 'out' | 'inout';
  readonly optional: boolean;
  /** Has to be 0 or NULL. */
  readonly reserved: boolean;
  /** The parameter that holds this buffer's size. */
  readonly sizedBy: string | null;
  readonly role: ParamRole;
}

/** A status with what it means where it stands; `name` null: any other NTSTATUS. */
export interface StatusMeaning {
  readonly name: string | null;
  readonly meaning: MessageKey;
}

export interface FunctionFlags {
  readonly allowed: readonly string[];
  /** In the header, but on no page. */
  readonly undocumented: readonly string[];
  readonly reserved: boolean;
  /** How the allowed flags combine. */
  readonly combine: 'none' | 'any' | 'exactly-one' | 'at-most-one';
}

export const irpRequirements = ['required', 'optional', 'forbidden', 'per-operation', 'unspecified', 'none'] as const;
/**
 * `forbidden`: the argument has to be NULL. `per-operation`: the control code decides. `none`: the function has no IRP
 * parameter. `unspecified`: no page says, so no rule may judge it.
 */
export type IrpRequirement = (typeof irpRequirements)[number];

export interface WskFunction extends Documented {
  readonly kind: 'function';
  readonly role: 'registration' | 'client' | 'socket';
  readonly pfn: string | null;
  /** WskRelease has a second prototype, on datagram sockets. */
  readonly altPfn: string | null;
  readonly returnType: string;
  readonly mustInspectResult: boolean;
  readonly params: readonly Param[];
  readonly altParams: readonly Param[] | null;
  /** Provider dispatch tables that hold it (through their BASIC part too). */
  readonly dispatchTables: readonly string[];
  readonly categories: readonly SocketCategory[];
  readonly irp: { readonly requirement: IrpRequirement; readonly information: MessageKey | null };
  readonly flags: FunctionFlags | null;
  readonly irql: {
    readonly max: Irql;
    /** Maximum when the timeout argument is WSK_NO_WAIT. */
    readonly maxNoWait: Irql | null;
    /** The page leaves the IRQL empty; `max` is then the usual one. */
    readonly assumed: boolean;
    readonly note: MessageKey | null;
  };
  readonly socketState: {
    readonly requires: PerCategory<StateRequirement>;
    readonly becomes: PerCategory<SocketState>;
  } | null;
  /** The socket that the call makes; it arrives in IoStatus.Information of the IRP. */
  readonly creates: { readonly category: 'flags' | SocketCategory; readonly state: SocketState } | null;
  readonly statuses: readonly StatusMeaning[];
  readonly preconditions: readonly MessageKey[];
  readonly obligations: readonly MessageKey[];
  readonly lifetime: readonly MessageKey[];
  readonly reservedForSystem: boolean;
  readonly ntddi: string | null;
}

export const enableWays = ['socketOption', 'static', 'conditionalAccept', 'inherited', 'always', 'ioctl'] as const;
export type EnableWay = (typeof enableWays)[number];

export interface WskCallback extends Documented {
  readonly kind: 'callback';
  readonly pfn: string;
  readonly returnType: string;
  readonly params: readonly Param[];
  /** The client dispatch table and its member; null for the one callback that an IOCTL sets. */
  readonly table: string | null;
  readonly member: string | null;
  /** The event flag; null where none exists. */
  readonly flag: string | null;
  readonly categories: readonly SocketCategory[];
  readonly enabledBy: readonly EnableWay[];
  readonly disable: 'unless-static' | 'never' | 'ioctl';
  /** The whole contract: no other value may be returned. */
  readonly returns: readonly { readonly name: string; readonly meaning: MessageKey }[];
  /** NULL in this parameter says that the socket is dead. */
  readonly nullIndication: string | null;
  /** Flags that WSK may set in the Flags parameter. */
  readonly flagsIn: readonly string[];
  /** Pointer parameters whose target may not be used after the call returned. */
  readonly validOnlyDuringCall: readonly string[];
  /** The highest IRQL at which WSK calls it. */
  readonly irql: Irql;
  readonly obligations: readonly MessageKey[];
  readonly notes: readonly MessageKey[];
  readonly reservedForSystem: boolean;
}

export interface EventFlag extends Named {
  readonly kind: 'eventFlag';
  readonly value: number;
  /** null for the modifier WSK_EVENT_DISABLE. */
  readonly callback: string | null;
  readonly categories: readonly SocketCategory[];
  /** Categories that follow from the tables, though no page names them. */
  readonly inferredCategories: readonly SocketCategory[];
  /** Legal on a listening socket, for the sockets that WskAcceptEvent accepts. */
  readonly inheritable: boolean;
  readonly static: boolean;
  readonly modifier: boolean;
}

export interface WskFlag extends Named {
  readonly kind: 'flag';
  readonly value: number;
  readonly minWindows: WindowsVersion;
  /** Where it may stand: a function's Flags (passed in) or a callback's Flags (received). */
  readonly usedBy: readonly {
    readonly target: string;
    readonly direction: 'argument' | 'callback';
    readonly documented: boolean;
  }[];
  /** The category that this flag gives to a new socket. */
  readonly category: SocketCategory | null;
}

export const timings = [
  'any',
  'before-bind',
  'after-bind',
  'before-connect',
  'after-connect',
  'after-accept',
  'before-first-socket',
  'unspecified',
] as const;
export type Timing = (typeof timings)[number];

/**
 * `none`: size 0 and NULL. `sizeof`: sizeof the type. `sockaddr`: the SOCKADDR type of the socket's family. `array`: some
 * elements of the type. `variable`, `unspecified`: nothing to check.
 */
export const bufferSizes = ['none', 'sizeof', 'sockaddr', 'array', 'variable', 'unspecified'] as const;
export type BufferSize = (typeof bufferSizes)[number];

export interface BufferRule {
  readonly type: string | null;
  readonly size: BufferSize;
  /** sizeof the type on 64-bit Windows, for `sizeof` and the element of `array`. */
  readonly bytesX64: number | null;
  /** Size 0 with NULL is legal as well. */
  readonly nullable: boolean;
  /** The only values that the variable may hold. */
  readonly values: readonly number[] | null;
}

export interface ControlOperation {
  /** null: WskControlClient, which has no request type. */
  readonly requestType: RequestType | null;
  readonly input: BufferRule;
  readonly output: BufferRule;
  readonly outputSizeReturned: 'required' | 'forbidden' | 'optional' | 'unspecified';
  readonly irp: IrpRequirement;
  /** Where enabling and disabling events differ (SO_WSK_EVENT_CALLBACK). */
  readonly irpForEvents: { readonly enable: IrpRequirement; readonly disable: IrpRequirement } | null;
  readonly timing: PerCategory<Timing>;
}

export const controlFamilies = ['socket-option', 'ioctl', 'client-code', 'transport-option'] as const;
export type ControlFamily = (typeof controlFamilies)[number];

export interface ControlCode extends Documented {
  readonly kind: 'controlCode';
  readonly family: ControlFamily;
  readonly value: number;
  readonly function: 'WskControlSocket' | 'WskControlClient';
  readonly requestTypes: readonly RequestType[];
  readonly readable: boolean;
  readonly writable: boolean;
  /** null: there is no level, or it is ignored (WskIoctl). */
  readonly level: { readonly name: string; readonly value: number } | null;
  readonly categories: readonly SocketCategory[];
  /** Categories of which no page says whether they have it: no rule may judge them. */
  readonly unstatedCategories: readonly SocketCategory[];
  readonly operations: readonly ControlOperation[];
  readonly irql: Irql;
  readonly header: string;
  readonly statuses: readonly string[];
  readonly notes: readonly MessageKey[];
  readonly defaultValue: number | null;
  readonly deprecated: boolean;
  readonly reservedForSystem: boolean;
}

export interface StructureField {
  readonly name: string;
  readonly type: string;
  readonly offsetX64: number;
  readonly reserved: boolean;
  readonly ntddi: string | null;
  /** An unnamed member in C; a member of this name in C++. */
  readonly unnamedInC: boolean;
  readonly summary: MessageKey;
}

export interface WskStructure extends Documented {
  readonly kind: 'structure';
  readonly tag: string | null;
  readonly pointer: string;
  readonly sizeX64: number | null;
  readonly fields: readonly StructureField[];
  readonly opaque: boolean;
  readonly notes: readonly MessageKey[];
  /** The dispatch table of the same name. */
  readonly isTable: boolean;
}

export interface TableMember {
  readonly name: string;
  readonly type: string;
  readonly role: 'function' | 'callback' | 'basic' | 'table' | 'data';
  /** The function, the callback or the nested table that the member stands for. */
  readonly target: string | null;
  readonly offsetX64: number;
  readonly ntddi: string | null;
  readonly reserved: boolean;
}

export interface DispatchTable extends Documented {
  readonly kind: 'table';
  readonly pointer: string;
  readonly side: 'provider' | 'client';
  /** `client`: the table of the client object, not of a socket. */
  readonly category: SocketCategory | 'client';
  readonly members: readonly TableMember[];
  /** `members` with the BASIC part spread out, as C sees them. */
  readonly flatMembers: readonly TableMember[];
}

export interface WskEnum {
  readonly kind: 'enum';
  readonly name: string;
  readonly pointer: string;
  readonly summary: MessageKey;
  readonly slug: DocSlug;
  readonly values: readonly (Named & { readonly value: number; readonly forUse: boolean })[];
}

export interface WskStatus extends Named {
  readonly kind: 'status';
  /** As an unsigned 32-bit number. */
  readonly value: number;
  /** What NT_SUCCESS says of it. */
  readonly ntSuccess: boolean;
}

export interface CategoryInfo extends Named {
  readonly kind: 'category';
  readonly name: SocketCategory;
  readonly flag: string;
  readonly createdBy: readonly string[];
  readonly providerTable: string;
  readonly clientTable: string | null;
  readonly callbacks: readonly string[];
  readonly canBind: boolean;
  readonly events: readonly string[];
  readonly inheritableEvents: readonly string[];
  /** Type and protocol pairs; an empty list says that no page names any. `protocol` null: any. */
  readonly combinations: readonly { readonly type: string; readonly protocol: string | null }[];
  readonly lifecycle: readonly string[];
  readonly minWindows: WindowsVersion;
  readonly notes: readonly MessageKey[];
}

export interface WskConstant {
  readonly kind: 'constant';
  readonly name: string;
  readonly value: number;
  readonly header: string;
  readonly group: string;
  readonly summary: MessageKey | null;
}

export interface WskMacro extends Named {
  readonly kind: 'macro';
  readonly args: readonly string[];
  readonly expansion: string;
}

export interface WskIdentifier extends Named {
  readonly kind: 'identifier';
  readonly type: string;
}

export interface AddressFamily {
  readonly kind: 'addressFamily';
  readonly name: string;
  readonly value: number;
  readonly sockaddr: string;
  readonly sockaddrSize: number;
  readonly summary: MessageKey;
  readonly slug: DocSlug;
}

/**
 * What an argument has to be for a routine's stricter limit to hold. `timeout-not-zero`: a PLARGE_INTEGER that is NULL or
 * points to a non-zero value. `one-of`: one of the named constants. `has-flag`: the mask holds one of the named flags.
 * `true`: a BOOLEAN that is TRUE. `pageable-memory`: the memory behind the argument is pageable.
 */
export const argumentTests = ['timeout-not-zero', 'one-of', 'has-flag', 'true', 'pageable-memory'] as const;
export type ArgumentTest = (typeof argumentTests)[number];

export interface KernelCondition {
  /** Index of the argument, from 0. */
  readonly param: number;
  readonly test: ArgumentTest;
  readonly values: readonly string[];
  readonly maxIrql: Irql;
  readonly blocks: boolean;
}

export interface KernelRoutine {
  readonly kind: 'kernelRoutine';
  readonly name: string;
  readonly header: string;
  readonly group: string;
  /** The highest IRQL with the most permissive arguments. */
  readonly maxIrql: Irql;
  readonly blocks: 'never' | 'always' | 'conditional';
  /** Arguments with which a lower limit holds, or with which it blocks. */
  readonly conditions: readonly KernelCondition[];
  /** The argument is a function that runs later, at up to this IRQL: what it does is no part of the caller's path. */
  readonly runs: { readonly param: number; readonly irql: Irql } | null;
  readonly note: MessageKey | null;
  readonly slug: DocSlug;
}

export const firmnesses = ['must', 'should', 'note', 'header', 'inferred'] as const;
export type Firmness = (typeof firmnesses)[number];

/** One sentence of what the documentation says; `text` is a key of messages/statements.<lang>.json. */
export interface Statement {
  readonly id: string;
  readonly group: string;
  readonly firmness: Firmness;
  readonly text: MessageKey;
  readonly slugs: readonly string[];
}

/** Pages that contradict each other, and what the model goes by. */
export interface Contradiction {
  readonly topic: MessageKey;
  readonly fact: MessageKey;
  readonly about: readonly string[];
}

/** Everything that a name in source code can stand for. */
export type ModelEntry =
  | WskFunction
  | WskCallback
  | EventFlag
  | WskFlag
  | ControlCode
  | WskStructure
  | DispatchTable
  | WskEnum
  | EnumValueEntry
  | WskStatus
  | WskConstant
  | WskMacro
  | WskIdentifier
  | PfnEntry
  | AddressFamily
  | KernelRoutine;

export interface EnumValueEntry extends Named {
  readonly kind: 'enumValue';
  readonly value: number;
  readonly forUse: boolean;
  readonly enum: WskEnum;
}

/** A PFN_WSK_* type, with what it points to. */
export interface PfnEntry {
  readonly kind: 'pfn';
  readonly name: string;
  readonly target: WskFunction | WskCallback;
}
