/** What a call of a WSK function does: to its socket, to its outputs, and to the IRP that carries the request. */
import { restrict } from '../../flow/arithmetic';
import type { Engine, Outcome } from '../../flow/interpreter/evaluation';
import type { CallEvent } from '../../flow/semantics';
import type { State } from '../../flow/state';
import { memberType, pointerTo } from '../../flow/types';
import { isNull, type Sym, type Value } from '../../flow/values';
import type { Param, WskFunction } from '../../model';
import { decodeControl } from '../control';
import type { CallFact } from '../facts';
import * as names from '../names';
import { indicationGhost, irpGhost } from '../objects';
import { isNullHere, regionOf } from '../values';
import type { AddressInfo } from './addressInfo';
import type { Irps } from './irps';
import type { Registrations } from './registration';
import { callKey, parametersOf, type SemanticRun } from './run';
import type { Sockets } from './sockets';

const STATUS_PENDING = 0x103;

export class Requests {
  constructor(
    private readonly run: SemanticRun,
    private readonly irps: Irps,
    private readonly sockets: Sockets,
    private readonly addressInfo: AddressInfo,
    private readonly registrations: Registrations,
  ) {}

  call(event: CallEvent, fn: WskFunction, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const params = parametersOf(fn, event);
    const argument = (role: Param['role']): Value | undefined => {
      const i = params.findIndex((param) => param.role === role);
      return i < 0 ? undefined : event.args[i];
    };
    const key = callKey(event);
    const status = engine.symbol(`status:${key}`, `status:${fn.name}`, site, this.run.program.named('NTSTATUS', ''));
    state.introduce(`status:${key}`);
    const socketValue = argument('socket');
    const socket = socketValue ? this.sockets.view(socketValue, event, state) : undefined;
    const control = decodeControl(event, fn, engine);
    const fact = this.run.fact(event, fn, { status, ...(socket ? { socket } : {}), ...(control ? { control } : {}) });
    if (names.registrationRoutines.has(fn.name)) {
      this.registrations.advance(event, fn, fact);
      this.fillOutputs(fn, event, fn.params, state, engine);
      return [{ state, value: status }];
    }
    const irpValue = argument('irp');
    const list = fn.name === 'WskRelease' ? argument('indication') : undefined;
    const released = list && regionOf(list, this.run.regions);
    if (released) this.run.setGhost(released, indicationGhost(fact), state);
    if (fn.name === 'WskFreeAddressInfo') this.addressInfo.free(event.args[1], state);
    if (fn.name === 'WskRelease' || fn.name === 'WskFreeAddressInfo') return [{ state, value: status }];
    let made: Value | undefined;
    if (fn.creates) {
      const socketType = pointerTo(() => this.run.program.named('WSK_SOCKET', ''), 'PWSK_SOCKET');
      const symbol: Sym = { key: `socket:${key}`, tag: `socket:${fn.name}`, type: socketType, followed: true };
      made = { k: 'symbol', symbol, origin: { site, kind: 'computed', parts: [] } };
      this.sockets.created(made, fact, fn, argument, state);
    }
    if (socket) this.sockets.advance(socket, fact, fn, state);
    this.fillOutputs(fn, event, params, state, engine);
    if (fn.name === 'WskGetAddressInfo')
      this.addressInfo.made(event.args[params.findIndex((param) => param.name === 'Result')], fact, state, engine);
    return this.withIrp(event, fact, irpValue, made, status, engine);
  }

  /** What the call writes through its output parameters is not known. */
  private fillOutputs(fn: WskFunction, event: CallEvent, params: readonly Param[], state: State, engine: Engine): void {
    params.forEach((param, i) => {
      const value = event.args[i];
      if (value && param.dir !== 'in' && param.role !== 'irp' && !isNull(value))
        engine.havoc(value, state, `out:${fn.name}:${callKey(event)}:${i}`);
    });
  }

  private withIrp(
    event: CallEvent,
    fact: CallFact,
    value: Value | undefined,
    made: Value | undefined,
    status: Value,
    engine: Engine,
  ): readonly Outcome[] {
    const { state, site } = event;
    if (!value || isNullHere(value, state)) return [{ state, value: status }];
    const irp = this.irps.touch(value, event, fact);
    if (!irp || irp.ghost.phase === 'freed') return [{ state, value: status }];
    if (irp.ghost.own === true && irp.ghost.routine === undefined && irp.ghost.phase !== 'unknown')
      this.irps.note('no-completion-routine', value, irp.ghost, site, state, fact);
    if (irp.ghost.call !== undefined && irp.ghost.phase !== 'unknown') {
      this.irps.note(
        irp.ghost.phase === 'at-wsk' ? 'pending-reuse' : 'reuse-without-reset',
        value,
        irp.ghost,
        site,
        state,
        fact,
      );
      // Two requests in one IRP: nothing certain can be said of it from here on.
      if (irp.ghost.phase === 'at-wsk') {
        this.run.setGhost(irp.region, irpGhost({ ...irp.ghost, phase: 'unknown', call: fact, escaped: true }), state);
        return [{ state, value: status }];
      }
    }
    // The result of the request stands in the IRP from its completion on, the same whether it was pending or not.
    const io = engine.regions.field(irp.region, 'IoStatus', memberType(this.run.program.named('IRP', ''), 'IoStatus'));
    const final = engine.symbol(`final:${fact.id}`, `final:${fact.name}`, site, this.run.program.named('NTSTATUS', ''));
    // Nothing takes an own IRP back without a routine: what becomes of the request then is not judged any further.
    const isLost = irp.ghost.own === true && irp.ghost.routine === undefined;
    const information =
      (isLost ? undefined : made) ?? engine.symbol(`information:${fact.id}`, `information:${fact.name}`, site);
    const atWsk = irpGhost({ ...irp.ghost, phase: 'at-wsk', call: fact });
    this.run.setGhost(irp.region, atWsk, state);
    const set = (s: State): void => {
      s.bind(engine.regions.field(io, 'Status', this.run.program.named('NTSTATUS', '')), final);
      s.bind(engine.regions.field(io, 'Information', this.run.program.named('ULONG_PTR', '')), information);
      s.introduce(`final:${fact.id}`);
      restrict(s, `final:${fact.id}`, '!=', STATUS_PENDING);
    };
    set(state);
    if (irp.ghost.routine === undefined) {
      const later = restrict(state.fork(), `status:${fact.id}`, '==', STATUS_PENDING);
      return [...(later ? [{ state: later, value: status }] : []), { state, value: final }];
    }
    const pending = state.fork();
    const outcomes: Outcome[] = [];
    // A request that takes no IRP ends at once.
    const atOnce = fact.control?.code?.operations.every((operation) => operation.irp === 'forbidden') === true;
    if (!atOnce && restrict(pending, `status:${fact.id}`, '==', STATUS_PENDING))
      outcomes.push({ state: pending, value: status });
    for (const end of this.irps.complete(`irp:${irp.region.key}`, atWsk, state, event.frame, event.round, engine))
      outcomes.push({ state: end.state, value: final });
    return outcomes;
  }
}
