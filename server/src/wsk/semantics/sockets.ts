/** Sockets: made, accepted, used and closed; and the member that one is kept in. */
import { constantOf } from '../../flow/arithmetic';
import type { Region } from '../../flow/regions';
import type { CallEvent } from '../../flow/semantics';
import type { State } from '../../flow/state';
import type { RecordType, Type } from '../../flow/types';
import type { Aggregate, Value } from '../../flow/values';
import { model, type Param, type SocketCategory, type WskFunction } from '../../model';
import type { CallFact, SocketView } from '../facts';
import { clientGhost, isGhost, socketGhost } from '../objects';
import { isNullHere, providerCategory, regionOf } from '../values';
import type { SemanticRun } from './run';

/** Structures in structures, as far as a copy of them is looked through. */
const MAX_NESTING = 3;

function isSocketPointer(type: Type | undefined): boolean {
  return type?.t === 'pointer' && type.to().name === 'WSK_SOCKET';
}

const holders = new WeakMap<RecordType, boolean>();

function holdsSocket(type: RecordType, depth = 0): boolean {
  const known = holders.get(type);
  if (known !== undefined || depth > MAX_NESTING) return known ?? false;
  const holds = type.fields.some((field) => {
    const inner = field.type();
    return inner.t === 'record' ? holdsSocket(inner, depth + 1) : isSocketPointer(inner);
  });
  holders.set(type, holds);
  return holds;
}

export class Sockets {
  constructor(private readonly run: SemanticRun) {}

  view(value: Value, event: CallEvent, state: State): SocketView {
    const { region, ghost } = this.run.socketOf(value, state);
    return {
      value,
      region,
      ghost,
      category: ghost?.category,
      tableCategory: providerCategory(event.table?.type) ?? basicPartOf(event.table?.value),
    };
  }

  created(
    made: Value,
    fact: CallFact,
    fn: WskFunction,
    argument: (role: Param['role']) => Value | undefined,
    state: State,
  ): void {
    const region = regionOf(made, this.run.regions);
    if (!region || !fn.creates) return;
    let category: SocketCategory | undefined;
    if (fn.creates.category === 'flags') {
      const flags = argument('flags');
      const n = flags && constantOf(state, flags);
      if (n !== undefined)
        for (const flag of model.flags.values()) if (flag.category && flag.value === n) category = flag.category;
    } else category = fn.creates.category;
    const accepted = fn.name === 'WskAccept';
    const connected = accepted || fn.name === 'WskSocketConnect';
    this.run.setGhost(
      region,
      socketGhost({
        category,
        phase: connected ? 'connected' : 'created',
        accepted,
        creation: fact,
        dispatch: argument('client-dispatch'),
        context: argument('context'),
        operations: [],
        closedAt: undefined,
      }),
      state,
    );
    const client = argument('client');
    const clientRegion = client && regionOf(client, this.run.regions);
    if (clientRegion) {
      const known = this.run.ghost('client', clientRegion, state);
      if (!known) this.run.setGhost(clientRegion, clientGhost(fact), state);
    }
  }

  advance(socket: SocketView, fact: CallFact, fn: WskFunction, state: State): void {
    if (!socket.region) return;
    const old =
      socket.ghost ??
      socketGhost({
        category: undefined,
        phase: undefined,
        accepted: false,
        creation: undefined,
        dispatch: undefined,
        context: undefined,
        operations: [],
        closedAt: undefined,
      });
    const category = old.category ?? undefined;
    const phase =
      fn.name === 'WskBind'
        ? old.phase === 'connected'
          ? 'connected'
          : 'bound'
        : fn.name === 'WskConnect' || fn.name === 'WskConnectEx'
          ? 'connected'
          : fn.name === 'WskListen'
            ? 'bound'
            : fn.name === 'WskCloseSocket'
              ? 'closed'
              : old.phase;
    this.run.setGhost(
      socket.region,
      socketGhost({
        ...old,
        category,
        phase,
        operations: [...old.operations, fact].slice(-12),
        closedAt: fn.name === 'WskCloseSocket' ? fact : old.closedAt,
      }),
      state,
    );
  }

  note(region: Region, value: Value, state: State, stored: boolean): void {
    if (!stored) return;
    const { ghost } = this.run.socketOf(value, state);
    if (ghost) {
      this.run.fields.socket(region, {
        category: ghost.category,
        accepted: ghost.accepted,
        creation: ghost.creation,
        dispatch: ghost.dispatch,
      });
      return;
    }
    if (isSocketPointer(region.type) && !isNullHere(value, state)) this.run.fields.unknown(region);
  }

  /** A structure is copied, with the sockets in it. */
  noteCopied(region: Region, value: Aggregate, state: State, path: readonly string[] = []): void {
    const { type } = region;
    if (type?.t !== 'record' || path.length > MAX_NESTING || !holdsSocket(type)) return;
    for (const field of type.fields) {
      const inner = field.type();
      if (inner.t !== 'record' && !isSocketPointer(inner)) continue;
      const part = this.run.regions.field(region, field.name, inner);
      const way = [...path, field.name];
      if (inner.t === 'record') this.noteCopied(part, value, state, way);
      else {
        const bound = value.bindings.find(
          (one) => one.path.length === way.length && one.path.every((step, i) => step === way[i]),
        );
        if (bound) this.note(part, bound.value, state, true);
        else if (value.fallback === 'unknown') this.run.fields.unknown(part);
      }
    }
  }

  /** `*AcceptSocketDispatch = &Table`. */
  acceptedOutput(region: Region, value: Value, state: State): void {
    if (region.r !== 'pointee') return;
    const tag = region.symbol.tag;
    const socket = [...state.allGhosts()].find(
      ([, ghost]) => isGhost(ghost, 'socket') && ghost.accepted && ghost.creation === undefined,
    );
    if (!socket || !isGhost(socket[1], 'socket')) return;
    if (tag.endsWith(':AcceptSocketDispatch'))
      state.setGhost(socket[0], socketGhost({ ...socket[1], dispatch: value }));
    if (tag.endsWith(':AcceptSocketContext')) state.setGhost(socket[0], socketGhost({ ...socket[1], context: value }));
  }

  /** The socket that WskAcceptEvent receives. */
  acceptParameter(region: Region, state: State): void {
    this.run.setGhost(
      region,
      socketGhost({
        category: 'connection',
        phase: 'connected',
        accepted: true,
        creation: undefined,
        dispatch: undefined,
        context: undefined,
        operations: [],
        closedAt: undefined,
      }),
      state,
    );
  }
}

/** C++: `Dispatch->Basic` is the part that every provider table begins with; the table around it tells the category. */
function basicPartOf(table: Value | undefined): SocketCategory | undefined {
  const region = table?.k === 'pointer' ? table.region : undefined;
  return region?.r === 'field' && region.name === 'Basic' ? providerCategory(region.base.type) : undefined;
}
