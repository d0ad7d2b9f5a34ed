/** What the interpretation of a program found out about its use of WSK: what rules and editor features read. */
import type { Call, Expr } from '../syntax/ast';
import type { Frame } from '../flow/frames';
import type { FunctionEntity, Program, VariableEntity } from '../flow/program';
import type { Region } from '../flow/regions';
import type { State } from '../flow/state';
import type { Type } from '../flow/types';
import type { FunctionTable, Site, Value } from '../flow/values';
import type { ControlCode, Param, RequestType, SocketCategory, WskFunction } from '../model';
import type { IrpGhost, SocketGhost } from './objects';

export interface Argument {
  readonly value: Value;
  readonly expr: Expr;
  /** The model's parameter, for WSK functions. */
  readonly param: Param | undefined;
}

/** One call on one path: of a WSK function, or of a platform routine. */
export interface CallFact {
  /** Equal for the same call in the same activation. */
  readonly id: string;
  readonly name: string;
  readonly fn: WskFunction | undefined;
  readonly call: Call;
  readonly args: readonly Argument[];
  readonly frame: Frame;
  readonly site: Site;
  /** The state just before the call. Read only. */
  readonly before: State;
  readonly discarded: boolean;
  /** Through which dispatch table: the static type of the expression left of the arrow. */
  readonly table: { readonly expr: Expr; readonly type: Type | undefined; readonly value: Value } | undefined;
  readonly socket: SocketView | undefined;
  readonly control: ControlView | undefined;
  /** The IRP that the call is given, for WSK functions and the I/O manager's routines. */
  readonly irp: IrpView | undefined;
  /** What the call returns, where it is one symbol. */
  readonly status: Value | undefined;
  /** Number of the root function's run that saw it. */
  readonly root: RootRun;
}

/** What is known of the IRP that a call is given, just before the call. */
export interface IrpView {
  readonly value: Value;
  readonly region: Region;
  readonly ghost: IrpGhost;
}

/** What is known of the socket that a call is made on. */
export interface SocketView {
  readonly value: Value;
  readonly region: Region | undefined;
  /** From its creation or its callback; not from the table that this call goes through. */
  readonly category: SocketCategory | undefined;
  /** The category of the provider table that the call goes through; undefined for BASIC, unknown, or one chosen on the way. */
  tableCategory: SocketCategory | undefined;
  readonly ghost: SocketGhost | undefined;
}

/** A control call, decoded. */
export interface ControlView {
  readonly function: 'WskControlSocket' | 'WskControlClient';
  /** Undefined when the code is not known. */
  readonly code: ControlCode | undefined;
  readonly request: RequestType | undefined;
  /** The input buffer's region, when it is known. */
  readonly input: Region | undefined;
  /** Members of WSK_EVENT_CALLBACK_CONTROL as they are at the call. */
  readonly npiId: Value | undefined;
  readonly eventMask: Value | undefined;
  /** The input variable's value, for options that take one. */
  readonly variable: Value | undefined;
  readonly index: Readonly<Record<ControlArgument, number>>;
}

export type ControlArgument =
  | 'request'
  | 'code'
  | 'level'
  | 'inputSize'
  | 'inputBuffer'
  | 'outputSize'
  | 'outputBuffer'
  | 'outputSizeReturned'
  | 'irp';

/** A function was left. */
export interface ReturnFact {
  readonly frame: Frame;
  readonly value: Value | undefined;
  readonly site: Site;
  readonly state: State;
  readonly root: RootRun;
  /** Something was left out on the way here, or may have been. */
  readonly incomplete: boolean;
}

/** A pointer that the contract says may be NULL was used to reach memory. */
export interface DereferenceFact {
  readonly value: Value;
  readonly expr: Expr;
  readonly site: Site;
  readonly state: State;
  readonly root: RootRun;
}

/** A function of a provider table is put somewhere: it may be called from there. */
export interface TableReadFact {
  readonly name: string;
  readonly table: FunctionTable;
  readonly tableCategory: SocketCategory;
  /** The socket whose Dispatch the table was read from. */
  readonly ghost: SocketGhost;
  readonly site: Site;
  readonly root: RootRun;
}

/** A socket's structure is read: one that this path created, or one that it has closed. */
export interface SocketUseFact {
  readonly ghost: SocketGhost;
  readonly value: Value;
  readonly site: Site;
  readonly state: State;
  readonly root: RootRun;
}

/** A callback's parameter, or what a WSK function returned, is compared with another value. */
export interface ComparisonFact {
  readonly left: Value;
  readonly right: Value;
  readonly site: Site;
  readonly state: State;
  readonly root: RootRun;
}

/** An event callback calls code that is no kernel routine: of the workspace, of another module, or through a pointer. */
export interface HandoverFact {
  /** Undefined for a call through a pointer of unknown target. */
  readonly name: string | undefined;
  /** The called function's body is in the workspace. */
  readonly isDefined: boolean;
  readonly args: readonly Value[];
  readonly site: Site;
  readonly state: State;
  readonly root: RootRun;
}

/** A function is put into a member of a client dispatch table while the program runs. */
export interface HandlerFact {
  readonly callback: string;
  readonly value: Value;
  readonly site: Site;
}

/** A member of a client dispatch table gets a value while the program runs. */
export interface TableWrite {
  readonly table: Region;
  readonly member: string;
  readonly value: Value;
}

/** Something of interest (a callback's parameter, a socket, an IRP) was stored. */
export interface WriteFact {
  readonly region: Region;
  readonly value: Value;
  readonly site: Site;
  readonly state: State;
  readonly root: RootRun;
}

export type IrpEventKind =
  'double-free' | 'use-after-free' | 'reuse-without-reset' | 'pending-reuse' | 'no-completion-routine' | 'not-tested';

export interface IrpFact {
  readonly kind: IrpEventKind;
  readonly irp: Value;
  readonly ghost: IrpGhost;
  readonly site: Site;
  readonly state: State;
  readonly root: RootRun;
  /** The call that brought the trouble, where it was one. */
  readonly call: CallFact | undefined;
}

export interface WaitFact {
  readonly call: CallFact;
  readonly event: Value | undefined;
  readonly region: Region | undefined;
  readonly timeout: 'none' | 'zero' | 'some';
  /** Without a timeout, or with one that is certainly not zero. */
  readonly blocks: boolean;
  /** IRPs at WSK when the wait began. */
  readonly outstanding: readonly IrpGhost[];
  /** The wait ends because one of them completes, or because the event is set already. */
  readonly satisfied: boolean;
  /** One of several objects, any of which ends the wait: what the wait returns when it is this one. */
  readonly any?: { readonly result: number };
}

/**
 * The locals of a frame die in this state. `returned`: while a request may be outstanding, or at the end of the root.
 * `completed`: at the end of the root, after what was outstanding has completed.
 */
export interface ExitFact {
  readonly stage: 'returned' | 'completed';
  readonly frame: Frame;
  readonly state: State;
  readonly root: RootRun;
  /** Where the function was left, at the end of a root. */
  readonly site?: Site;
}

/** One interpretation of a root function. */
export interface RootRun {
  readonly fn: FunctionEntity;
  /** The event callback whose part the function plays in this run. */
  readonly callback: string | undefined;
  readonly isCompletion: boolean;
  /** Something was left out: nothing may be said about every path. */
  incomplete: boolean;
  /** Lambdas of the functions that ran are called by code that is not known, at the end of a scope perhaps. */
  defers: boolean;
}

/** A client dispatch table: a variable, or one written at run time. */
export interface ClientTable {
  readonly type: string;
  readonly variable: VariableEntity;
  readonly region: Region;
  /** Member → what it holds for the whole life of the program; without the members of which that is not known. */
  readonly entries: ReadonlyMap<string, Value>;
  /** Some of it is written at run time. */
  readonly written: boolean;
}

export interface WskFacts {
  readonly program: Program;
  readonly calls: readonly CallFact[];
  readonly returns: readonly ReturnFact[];
  /** Helpers that return to their callers what a WSK function returned. */
  readonly handedUp: readonly ReturnFact[];
  readonly exits: readonly ExitFact[];
  readonly dereferences: readonly DereferenceFact[];
  readonly socketUses: readonly SocketUseFact[];
  readonly tableReads: readonly TableReadFact[];
  readonly writes: readonly WriteFact[];
  readonly handovers: readonly HandoverFact[];
  readonly handlers: readonly HandlerFact[];
  readonly comparisons: readonly ComparisonFact[];
  readonly irps: readonly IrpFact[];
  readonly waits: readonly WaitFact[];
  readonly tables: readonly ClientTable[];
  readonly roots: readonly RootRun[];
  /** Roots whose interpretation failed; nothing is certain in their files. */
  readonly failures: readonly { readonly file: string; readonly error: unknown }[];
  /** Functions that WSK calls, by the callbacks that they serve as. */
  readonly callbacks: ReadonlyMap<FunctionEntity, ReadonlySet<string>>;
  readonly completionRoutines: ReadonlyMap<FunctionEntity, readonly CallFact[]>;
}
