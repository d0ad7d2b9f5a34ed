/** What all parts of the semantics share while one root runs: who runs, what is noted, and what is known of the objects. */
import type { Engine } from '../../flow/interpreter/evaluation';
import type { Program } from '../../flow/program';
import type { Region } from '../../flow/regions';
import type { CallEvent } from '../../flow/semantics';
import type { State } from '../../flow/state';
import type { Value } from '../../flow/values';
import type { Param, WskFunction } from '../../model';
import type { Argument, CallFact, ControlView, IrpView, RootRun, SocketView } from '../facts';
import type { FieldFacts } from '../fieldFacts';
import type { Knowledge } from '../knowledge';
import * as names from '../names';
import { unknownIrp, isGhost, socketGhost, type IrpGhost, type SocketGhost, type WskGhost } from '../objects';
import type { Recorder } from '../recorder';
import type { Relevance } from '../relevance';
import { isNullHere, regionOf } from '../values';

export class SemanticRun {
  engine: Engine | undefined;

  constructor(
    readonly program: Program,
    readonly recorder: Recorder,
    readonly fields: FieldFacts,
    readonly relevance: Relevance,
    readonly knowledge: Knowledge,
    /** Undefined while globals are read, between the runs. */
    readonly root: RootRun | undefined,
  ) {}

  get regions(): Engine['regions'] {
    if (!this.engine) throw new Error('semantics used outside of a run');
    return this.engine.regions;
  }

  ghost<K extends WskGhost['kind']>(
    kind: K,
    region: Region | undefined,
    state: State,
  ): Extract<WskGhost, { kind: K }> | undefined {
    if (!region) return undefined;
    const ghost = state.ghost(`${kind}:${region.key}`);
    return ghost && isGhost(ghost, kind) ? ghost : undefined;
  }

  setGhost(region: Region, ghost: WskGhost, state: State): void {
    state.setGhost(`${ghost.kind}:${region.key}`, ghost);
  }

  irpOf(value: Value, state: State): { readonly region: Region; readonly ghost: IrpGhost } | undefined {
    const region = regionOf(value, this.regions);
    if (!region) return undefined;
    const known = this.ghost('irp', region, state);
    if (known) return { region, ghost: known };
    const own =
      value.k === 'symbol' && value.symbol.initialOf && this.fields.holdsOwnIrp(value.symbol.initialOf)
        ? true
        : undefined;
    return {
      region,
      ghost: unknownIrp(own),
    };
  }

  socketOf(
    value: Value,
    state: State,
  ): { readonly region: Region | undefined; readonly ghost: SocketGhost | undefined } {
    const region = regionOf(value, this.regions);
    const known = this.ghost('socket', region, state);
    if (known || !region) return { region, ghost: known };
    const member = memberOf(value);
    const from = member && this.fields.storedSocket(member);
    if (!from) return { region, ghost: undefined };
    return {
      region,
      ghost: socketGhost({
        category: from.category,
        phase: undefined,
        accepted: from.accepted,
        creation: from.creation,
        dispatch: from.dispatch,
        context: undefined,
        operations: [],
        closedAt: undefined,
      }),
    };
  }

  fact(
    event: CallEvent,
    fn: WskFunction | undefined,
    more: { socket?: SocketView; control?: ControlView; status?: Value } = {},
  ): CallFact {
    const params = fn ? parametersOf(fn, event) : [];
    const args: Argument[] = event.args.map((value, i) => ({
      value,
      expr: event.call.args[i] ?? event.call,
      param: params[i],
    }));
    // Initialisers of globals are evaluated between the runs: what they call is nobody's behaviour.
    const root: RootRun = this.root ?? {
      fn: event.frame.fn,
      callback: undefined,
      isCompletion: false,
      incomplete: false,
      defers: false,
    };
    const fact: CallFact = {
      id: callKey(event),
      name: event.name ?? '',
      fn,
      call: event.call,
      args,
      frame: event.frame,
      site: event.site,
      before: event.state.fork(),
      discarded: event.discarded,
      table: event.table,
      socket: more.socket,
      control: more.control,
      irp: this.irpView(event, params),
      status: more.status,
      root,
    };
    if (this.root) this.recorder.calls.push(fact);
    return fact;
  }

  private irpView(event: CallEvent, params: readonly Param[]): IrpView | undefined {
    const index =
      params.length > 0 ? params.findIndex((param) => param.role === 'irp') : names.irpArgument.get(event.name ?? '');
    const value = index === undefined || index < 0 ? undefined : event.args[index];
    if (!value || isNullHere(value, event.state)) return undefined;
    const irp = this.irpOf(value, event.state);
    return irp && { value, region: irp.region, ghost: irp.ghost };
  }
}

/** Tells what one call makes from what every other makes. */
export function callKey(event: CallEvent): string {
  return `${event.frame.id}:${event.call.start}:${event.round}`;
}

/** The parameters as this call passes them: some functions take two shapes. */
export function parametersOf(fn: WskFunction, event: CallEvent): readonly Param[] {
  return fn.altParams && event.args.length === fn.altParams.length && event.args.length !== fn.params.length
    ? fn.altParams
    : fn.params;
}

/** The member or global that the value was found in: what the workspace stores there is known. */
function memberOf(value: Value): Region | undefined {
  return value.k === 'symbol' ? (value.symbol.initialOf ?? value.symbol.leftIn) : undefined;
}
