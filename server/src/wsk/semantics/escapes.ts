/** What code that nobody sees may have done with the objects that reach it. */
import { isWithin } from '../../flow/regions';
import type { CallEvent } from '../../flow/semantics';
import type { State } from '../../flow/state';
import type { Value } from '../../flow/values';
import { irpGhost, isGhost, mdlGhost, socketGhost, STATUS_GHOST } from '../objects';
import { regionOf, whole } from '../values';
import type { AddressInfo } from './addressInfo';
import type { Irps } from './irps';
import type { SemanticRun } from './run';

export class Escapes {
  constructor(
    private readonly run: SemanticRun,
    private readonly irps: Irps,
    private readonly addressInfo: AddressInfo,
  ) {}

  /** The value is reachable for code that is not known from here on. */
  storedElsewhere(value: Value, state: State): void {
    this.irps.escape(value, state);
    this.addressInfo.escape(value, state);
    this.builtElsewhere(value, state);
    for (const [, held] of value.k === 'pointer' ? state.within(whole(value.region)) : [])
      this.addressInfo.escape(held, state);
    if (value.k !== 'pointer') return;
    const inside = new Set<string>();
    for (const [, held] of state.within(whole(value.region))) {
      const region = regionOf(held, this.run.regions);
      if (region) inside.add(region.key);
    }
    for (const [key, ghost] of [...state.allGhosts()]) {
      if (!isGhost(ghost, 'irp') || (ghost.escaped && ghost.phase !== 'at-wsk')) continue;
      const context = ghost.routine?.args[2]?.value;
      const reaches = context?.k === 'pointer' && isWithin(context.region, whole(value.region));
      if (reaches || inside.has(key.slice('irp:'.length)))
        state.setGhost(
          key,
          irpGhost({ ...ghost, escaped: true, phase: ghost.phase === 'at-wsk' ? 'unknown' : ghost.phase }),
        );
    }
  }

  /** Code that is not known may have built the MDL or locked its pages. */
  private builtElsewhere(value: Value, state: State): void {
    const region = regionOf(value, this.run.regions);
    const ghost = this.run.ghost('mdl', region, state);
    if (region && ghost && !ghost.built) this.run.setGhost(region, mdlGhost({ ...ghost, built: true }), state);
  }

  /** The code may test a request's status, or what a test of it has answered: `unlikely(!NT_SUCCESS(Status))`. */
  private statusSeen(value: Value, state: State): void {
    if (value.k !== 'symbol') return;
    const { key, tag, derived } = value.symbol;
    if (tag.startsWith('final:')) state.setGhost(`status:${key}`, STATUS_GHOST);
    else if (derived) this.statusSeen(derived.left, state);
  }

  escaped(value: Value, event: CallEvent): void {
    const list = this.run.ghost('address-info', regionOf(value, this.run.regions), event.state);
    // A function that is there and only reads a list neither frees nor keeps it.
    if (!list || !takesConst(event, value)) this.storedElsewhere(value, event.state);
    this.statusSeen(value, event.state);
    const irp = regionOf(value, this.run.regions);
    const known = this.run.ghost('irp', irp, event.state);
    // Code that is not known may have sent it, set its routine or freed it.
    if (irp && known && known.phase !== 'freed')
      this.run.setGhost(irp, irpGhost({ ...known, phase: 'unknown' }), event.state);
    const socket = this.run.socketOf(value, event.state);
    if (socket.region && this.run.ghost('socket', socket.region, event.state) && socket.ghost) {
      this.run.setGhost(
        socket.region,
        socketGhost({ ...socket.ghost, phase: socket.ghost.phase === 'closed' ? 'closed' : undefined }),
        event.state,
      );
    }
  }
}

/** The called function's parameter is a pointer to const. */
function takesConst(event: CallEvent, value: Value): boolean {
  const type = event.entity?.decl.params?.[event.args.indexOf(value)]?.type;
  return type?.isConst === true && type.pointers === 1;
}
