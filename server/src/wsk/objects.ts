/** What the analysis remembers of a driver's objects along a path: sockets, IRPs, MDLs, events, registrations. */
import type { Region } from '../flow/regions';
import type { Ghost } from '../flow/state';
import type { Site, Value } from '../flow/values';
import { valueKey } from '../flow/values';
import type { SocketCategory } from '../model';
import type { CallFact } from './facts';

export type SocketPhase = 'created' | 'bound' | 'connected' | 'closed';

export interface SocketGhost extends Ghost {
  readonly kind: 'socket';
  /** Known from the creation, or because an event callback received the socket. */
  readonly category: SocketCategory | undefined;
  /** Undefined: the analysed code did not see enough of the socket's life. */
  readonly phase: SocketPhase | undefined;
  /** Made by WskAcceptEvent or WskAccept. */
  readonly accepted: boolean;
  readonly creation: CallFact | undefined;
  /** Client dispatch table given at creation or in *AcceptSocketDispatch. */
  readonly dispatch: Value | undefined;
  readonly context: Value | undefined;
  /** Operations on this socket so far, on this path. */
  readonly operations: readonly CallFact[];
  readonly closedAt: CallFact | undefined;
}

export function socketGhost(parts: Omit<SocketGhost, 'key' | 'kind' | 'holds' | 'passive'>): SocketGhost {
  // Data that went over the socket makes no other socket of it.
  const operations = parts.operations
    .filter(isSetup)
    .map((op) => op.id)
    .join('+');
  const key = `socket:${parts.category ?? '?'}:${parts.phase ?? '?'}:${parts.accepted ? 'a' : ''}:${parts.creation?.id ?? ''}:${parts.dispatch ? valueKey(parts.dispatch) : ''}:${operations}:${parts.closedAt?.id ?? ''}`;
  const passive = parts.phase === 'closed' && parts.creation === undefined;
  return { ...parts, kind: 'socket', key, passive, holds: present(parts.dispatch, parts.context) };
}

function isSetup({ control, fn }: CallFact): boolean {
  return control !== undefined || Object.keys(fn?.socketState?.becomes ?? {}).length > 0;
}

export type IrpPhase = 'allocated' | 'at-wsk' | 'completed' | 'freed' | 'unknown';

export interface IrpGhost extends Ghost {
  readonly kind: 'irp';
  /** Allocated by this driver (true), received from the I/O manager (false), or not known. */
  readonly own: boolean | undefined;
  readonly phase: IrpPhase;
  readonly allocation: CallFact | undefined;
  /** IoSetCompletionRoutine since the allocation or the last reuse. */
  readonly routine: CallFact | undefined;
  /** The WSK call that has, or had, the IRP. */
  readonly call: CallFact | undefined;
  readonly freedAt: Site | undefined;
  /** Freed inside the completion routine. */
  readonly freedByRoutine: boolean;
  /** Freed while WSK still had it: its completion routine is yet to run. */
  readonly freedTooEarly: boolean;
  /** Stored or handed to code that is not known: somebody else may free it. */
  readonly escaped: boolean;
}

export function irpGhost(parts: Omit<IrpGhost, 'key' | 'kind' | 'settled' | 'underWay' | 'holds' | 'lost'>): IrpGhost {
  const { routine, call } = parts;
  // Which request it was matters as long as it is under way: afterwards it tells no two paths apart.
  const isOver = parts.phase === 'completed' || parts.phase === 'freed';
  const request = isOver
    ? `${routine !== undefined}:${call !== undefined}`
    : `${routineKey(routine)}:${call?.id ?? ''}`;
  const key = `irp:${parts.own ?? '?'}:${parts.phase}:${parts.allocation?.id ?? ''}:${request}:${parts.freedAt?.start ?? ''}:${parts.freedByRoutine}:${parts.freedTooEarly}:${parts.escaped}`;
  // An IRP that was freed too early is still with WSK.
  const isFreed = parts.phase === 'freed';
  const underWay = parts.phase === 'at-wsk' || (isFreed && parts.freedTooEarly);
  const holds = [...valuesOf(routine), ...valuesOf(call)];
  const ghost: IrpGhost = { ...parts, kind: 'irp', key, settled: isFreed && !underWay, underWay, holds };
  return underWay ? { ...ghost, lost: () => irpGhost({ ...parts, phase: 'unknown', escaped: true }) } : ghost;
}

function present(...values: readonly (Value | undefined)[]): readonly Value[] {
  return values.filter((value) => value !== undefined);
}

function valuesOf(call: CallFact | undefined): readonly Value[] {
  return call?.args.map(({ value }) => value) ?? [];
}

/** One call may set one routine on this path and another one, or another context, on that. */
function routineKey(setter: CallFact | undefined): string {
  if (!setter) return '';
  const [, routine, context] = setter.args;
  return `${setter.id}${routine ? valueKey(routine.value) : ''}${context ? valueKey(context.value) : ''}`;
}

/** An IRP of which no more is known than, at best, whose it is. */
export function unknownIrp(own: true | undefined): IrpGhost {
  return irpGhost({
    own,
    phase: 'unknown',
    allocation: undefined,
    routine: undefined,
    call: undefined,
    freedAt: undefined,
    freedByRoutine: false,
    freedTooEarly: false,
    escaped: true,
  });
}

export interface MdlGhost extends Ghost {
  readonly kind: 'mdl';
  /** The memory that the MDL describes; undefined, as its allocation is, for one that the path only frees. */
  readonly memory: Value | undefined;
  readonly built: boolean;
  /** MmBuildMdlForNonPagedPool, where that is what built it. */
  readonly asNonPaged: CallFact | undefined;
  readonly freedAt: Site | undefined;
  readonly allocation: CallFact | undefined;
}

export function mdlGhost(parts: Omit<MdlGhost, 'key' | 'kind' | 'settled' | 'holds'>): MdlGhost {
  return {
    ...parts,
    kind: 'mdl',
    key: `mdl:${parts.allocation?.id ?? ''}:${parts.built}:${parts.asNonPaged?.id ?? ''}:${parts.freedAt?.start ?? ''}`,
    settled: parts.freedAt !== undefined,
    holds: parts.memory ? [parts.memory] : [],
  };
}

export interface EventGhost extends Ghost {
  readonly kind: 'event';
  readonly signalled: boolean;
}

export function eventGhost(signalled: boolean): EventGhost {
  return { kind: 'event', key: `event:${signalled}`, signalled, settled: true, lasting: signalled };
}

export type RegistrationPhase = 'registered' | 'failed' | 'deregistered';

export interface RegistrationGhost extends Ghost {
  readonly kind: 'registration';
  readonly registered: CallFact | undefined;
  /** Key of the status symbol of WskRegister, to ask whether it succeeded on this path. */
  readonly captured: CallFact | undefined;
  readonly released: CallFact | undefined;
  readonly deregistered: CallFact | undefined;
}

export function registrationGhost(parts: Omit<RegistrationGhost, 'key' | 'kind'>): RegistrationGhost {
  const id = (fact: CallFact | undefined): string => fact?.id ?? '';
  return {
    ...parts,
    kind: 'registration',
    key: `registration:${id(parts.registered)}:${id(parts.captured)}:${id(parts.released)}:${id(parts.deregistered)}`,
  };
}

export interface PoolGhost extends Ghost {
  readonly kind: 'pool';
  readonly freedAt: Site | undefined;
}

export function poolGhost(freedAt: Site | undefined): PoolGhost {
  return { kind: 'pool', key: `pool:${freedAt?.start ?? ''}`, freedAt, settled: true, passive: true };
}

/** The block was freed on one of the paths that came together here: what it held may be out of reach. */
export interface FreedGhost extends Ghost {
  readonly kind: 'freed';
}

export const FREED_GHOST: FreedGhost = { kind: 'freed', key: 'freed', settled: true, lasting: true };

/** A list of received data that was given back with WskRelease. */
export interface IndicationGhost extends Ghost {
  readonly kind: 'indication';
  readonly releasedAt: CallFact;
}

export function indicationGhost(releasedAt: CallFact): IndicationGhost {
  return { kind: 'indication', key: `indication:${releasedAt.id}`, releasedAt };
}

/** A list of addresses that WskGetAddressInfo made. */
export interface AddressInfoGhost extends Ghost {
  readonly kind: 'address-info';
  readonly call: CallFact;
  /** The member of a block that the path has allocated: as long as the block is there, the list is not lost. */
  readonly heldBy: Region | undefined;
  readonly freed: boolean;
  /** Stored or handed to code that is not known. */
  readonly escaped: boolean;
}

export function addressInfoGhost(parts: Omit<AddressInfoGhost, 'key' | 'kind'>): AddressInfoGhost {
  return {
    ...parts,
    kind: 'address-info',
    key: `address-info:${parts.call.id}:${parts.heldBy?.key ?? ''}:${parts.freed}:${parts.escaped}`,
  };
}

/** A request's final status that was handed to code which is not known: it may have been tested there. */
export interface StatusGhost extends Ghost {
  readonly kind: 'status';
}

export const STATUS_GHOST: StatusGhost = { kind: 'status', key: 'status', settled: true };

/** What one client has done so far on this path. */
export interface ClientGhost extends Ghost {
  readonly kind: 'client';
  /** The first socket that it made: whether there was one is what tells paths apart. */
  readonly creation: CallFact;
}

export function clientGhost(creation: CallFact): ClientGhost {
  return { kind: 'client', key: 'client', creation };
}

export type WskGhost =
  | SocketGhost
  | IrpGhost
  | MdlGhost
  | EventGhost
  | RegistrationGhost
  | PoolGhost
  | FreedGhost
  | ClientGhost
  | IndicationGhost
  | StatusGhost
  | AddressInfoGhost;

export function isGhost<K extends WskGhost['kind']>(
  ghost: { readonly key: string },
  kind: K,
): ghost is Extract<WskGhost, { kind: K }> {
  return 'kind' in ghost && ghost.kind === kind;
}
