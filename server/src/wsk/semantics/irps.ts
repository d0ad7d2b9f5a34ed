/** IRPs: allocated, given a routine, reset, freed; and their completion. */
import { restrict } from '../../flow/arithmetic';
import { inCompletion, type Frame } from '../../flow/frames';
import type { Engine, Outcome } from '../../flow/interpreter/evaluation';
import type { FunctionEntity } from '../../flow/program';
import { isWithin, rootOf, type Region } from '../../flow/regions';
import type { CallEvent } from '../../flow/semantics';
import type { State } from '../../flow/state';
import { pointerTo } from '../../flow/types';
import { alternatives, sameValue, type Site, type Value } from '../../flow/values';
import type { CallFact, IrpEventKind } from '../facts';
import * as names from '../names';
import { irpGhost, isGhost, type IrpGhost } from '../objects';
import { isNullHere, isTestedHere, regionOf } from '../values';
import { callKey, type SemanticRun } from './run';

export class Irps {
  constructor(private readonly run: SemanticRun) {}

  /** The kernel's routines for IRPs. */
  call(event: CallEvent, name: string, engine: Engine): readonly Outcome[] | undefined {
    const { state, site } = event;
    const [first, second] = event.args;
    if (names.allocatesIrp.has(name)) return this.allocate(event, engine);
    if (names.setsRoutine.has(name)) return this.setRoutine(event, name);
    switch (name) {
      case 'IoFreeIrp':
        return this.free(event);
      case 'IoReuseIrp':
      case 'IoInitializeIrp':
        return this.reuse(event);
      case 'IoMarkIrpPending':
      case 'IoCompleteRequest':
      case 'IofCompleteRequest':
      case 'IoCancelIrp':
      case 'IoSetNextIrpStackLocation':
        this.touch(first, event, this.run.fact(event, undefined));
        return [{ state, value: engine.int(0, site) }];
      case 'IoCallDriver':
      case 'IofCallDriver':
        this.touch(second, event, this.run.fact(event, undefined));
        if (second) this.escape(second, state);
        return [{ state, value: engine.symbol(`result:${callKey(event)}`, 'call:IoCallDriver', site) }];
      default:
        return undefined;
    }
  }

  private allocate(event: CallEvent, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const fact = this.run.fact(event, undefined);
    const irp = engine.symbol(
      `irp:${callKey(event)}`,
      'irp-allocation',
      site,
      pointerTo(() => this.run.program.named('IRP', ''), 'PIRP'),
    );
    state.introduce(`irp:${callKey(event)}`);
    const region = regionOf(irp, engine.regions);
    if (region) {
      this.run.setGhost(
        region,
        irpGhost({
          own: true,
          phase: 'allocated',
          allocation: fact,
          routine: undefined,
          call: undefined,
          freedAt: undefined,
          freedByRoutine: false,
          freedTooEarly: false,
          escaped: false,
        }),
        state,
      );
    }
    return [{ state, value: irp }];
  }

  note(kind: IrpEventKind, irp: Value, ghost: IrpGhost, site: Site, state: State, call: CallFact | undefined): void {
    if (this.run.root)
      this.run.recorder.irps.push({ kind, irp, ghost, site, state: state.fork(), root: this.run.root, call });
  }

  /** The IRP is used by this call: it must be there, and it must have been tested. */
  touch(
    value: Value | undefined,
    event: CallEvent,
    call: CallFact | undefined,
  ): { region: Region; ghost: IrpGhost } | undefined {
    if (!value || isNullHere(value, event.state)) return undefined;
    const irp = this.run.irpOf(value, event.state);
    if (!irp) return undefined;
    if (irp.ghost.phase === 'freed') this.note('use-after-free', value, irp.ghost, event.site, event.state, call);
    else this.requireTested(value, irp.ghost, event.site, event.state, call);
    // What follows runs only with an IRP.
    if (value.k === 'symbol') restrict(event.state, value.symbol.key, '!=', 0);
    return irp;
  }

  requireTested(value: Value, ghost: IrpGhost, site: Site, state: State, call: CallFact | undefined): void {
    if (value.k !== 'symbol' || ghost.allocation === undefined) return;
    if (isTestedHere(value, state)) return;
    this.note('not-tested', value, ghost, site, state, call);
    restrict(state, value.symbol.key, '!=', 0);
  }

  private setRoutine(event: CallEvent, name: string): readonly Outcome[] {
    const shift = name === 'IoSetCompletionRoutineEx' ? 1 : 0;
    // Kept in the shape of IoSetCompletionRoutine: Irp, routine, context, three flags.
    const shaped: CallEvent = shift
      ? { ...event, args: event.args.slice(1), call: { ...event.call, args: event.call.args.slice(1) } }
      : event;
    const fact = this.run.fact(shaped, undefined);
    const [value, routine] = shaped.args;
    const irp = this.touch(value, event, fact);
    if (irp) this.run.setGhost(irp.region, irpGhost({ ...irp.ghost, routine: fact }), event.state);
    for (const one of routine ? alternatives(routine) : []) {
      if (one.k !== 'function' || !one.entity) continue;
      this.run.recorder.completions.push({ routine: one.entity, fact });
    }
    return [
      {
        state: event.state,
        value: routine ?? event.args[0] ?? { k: 'unknown', origin: { site: event.site, kind: 'computed', parts: [] } },
      },
    ];
  }

  private free(event: CallEvent): readonly Outcome[] {
    const fact = this.run.fact(event, undefined);
    const value = event.args[0];
    const state = event.state;
    const irp = value && !isNullHere(value, state) ? this.run.irpOf(value, state) : undefined;
    if (irp && value) {
      if (irp.ghost.phase === 'freed') this.note('double-free', value, irp.ghost, event.site, state, fact);
      const freedByRoutine = inCompletion(event.frame);
      const freedTooEarly = irp.ghost.phase === 'at-wsk';
      this.run.setGhost(
        irp.region,
        irpGhost({ ...irp.ghost, phase: 'freed', freedAt: event.site, freedByRoutine, freedTooEarly }),
        state,
      );
    }
    return [{ state, value: { k: 'unknown', origin: { site: event.site, kind: 'computed', parts: [] } } }];
  }

  private reuse(event: CallEvent): readonly Outcome[] {
    const fact = this.run.fact(event, undefined);
    const irp = this.touch(event.args[0], event, fact);
    if (irp) {
      // Both are for one's own IRPs only.
      const own = irp.ghost.own ?? true;
      const outstanding = irp.ghost.phase === 'at-wsk' && irp.ghost.routine !== undefined;
      this.run.setGhost(
        irp.region,
        irpGhost({
          ...irp.ghost,
          own,
          // WSK still has it: what is wrong then shows at the next request.
          phase: irp.ghost.phase === 'freed' || outstanding ? irp.ghost.phase : 'allocated',
          routine: undefined,
          call: outstanding ? irp.ghost.call : undefined,
        }),
        event.state,
      );
    }
    return [{ state: event.state, value: { k: 'unknown', origin: { site: event.site, kind: 'computed', parts: [] } } }];
  }

  escape(value: Value, state: State): void {
    const target = regionOf(value, this.run.regions);
    // A pointer to a member of the IRP (its list entry) reaches all of it.
    const region = target && rootOf(target);
    const ghost = this.run.ghost('irp', region, state);
    if (region && ghost && !ghost.escaped) this.run.setGhost(region, irpGhost({ ...ghost, escaped: true }), state);
  }

  /** A block is gone, and with it the only place outside of the stack where IRPs were kept. */
  lostWith(block: Region, state: State): void {
    for (const [, held] of state.within(block)) {
      const region = regionOf(held, this.run.regions);
      const ghost = this.run.ghost('irp', region, state);
      if (!region || !ghost?.escaped || !ghost.allocation) continue;
      if (ghost.phase !== 'allocated' && ghost.phase !== 'completed') continue;
      const elsewhere = [...state.entries()].some(
        ([place, value]) => sameValue(value, held) && !isWithin(place, block) && rootOf(place).r !== 'local',
      );
      if (!elsewhere) this.run.setGhost(region, irpGhost({ ...ghost, escaped: false }), state);
    }
  }

  /** IRPs from one place that nobody can reach any more and that are in one phase are alike: the first stands for all. */
  forgetTwins(state: State): void {
    const first = new Map<string, string>();
    const twins: { readonly key: string; readonly kind: string }[] = [];
    for (const [key, ghost] of state.allGhosts()) {
      if (!isGhost(ghost, 'irp') || !ghost.allocation || ghost.escaped) continue;
      const { site, frame } = ghost.allocation;
      const kind = `${frame.id}:${site.start}:${ghost.phase}:${ghost.routine?.site.start ?? ''}:${ghost.freedAt?.start ?? ''}`;
      if (first.has(kind)) twins.push({ key, kind });
      else first.set(kind, key);
    }
    if (twins.length === 0) return;
    const held = heldPointees(state);
    for (const { key, kind } of twins) {
      if (held.has(key)) continue;
      const other = first.get(kind);
      // Which of them is gone makes no difference: the one that is still held stays.
      if (other !== undefined && !held.has(other)) state.setGhost(key, undefined);
      else first.set(kind, key);
    }
  }

  /** IRPs that are at WSK in this state. */
  outstanding(state: State): { readonly key: string; readonly ghost: IrpGhost }[] {
    const found: { key: string; ghost: IrpGhost }[] = [];
    for (const [key, ghost] of state.allGhosts())
      if (isGhost(ghost, 'irp') && ghost.phase === 'at-wsk') found.push({ key, ghost });
    return found;
  }

  /** The parameters of a completion routine; one that has others is another rule's matter. */
  private takesIrp({ decl, file }: FunctionEntity): boolean {
    const irp = decl.params?.[1];
    if (!irp || decl.params.length !== 3) return false;
    const type = this.run.program.type(irp.type, file);
    return type.t !== 'scalar' && (type.t !== 'pointer' || type.to().t !== 'record' || type.to().name === 'IRP');
  }

  /** Runs the IRP's completion routine. `followed`: its code was seen, so that what it does is known. */
  complete(
    key: string,
    ghost: IrpGhost,
    state: State,
    frame: Frame,
    round: number,
    engine: Engine,
  ): readonly { readonly state: State; readonly followed: boolean }[] {
    const routine = ghost.routine;
    const irp = routine?.args[0]?.value ?? ghost.call?.args.find((arg) => arg.param?.role === 'irp')?.value;
    const target = routine?.args[1]?.value;
    const context = routine?.args[2]?.value;
    // The routine has the IRP: it may free it, or send it on.
    state.setGhost(key, irpGhost({ ...ghost, phase: 'completed' }));
    const lost = (s: State): State => {
      s.setGhost(key, irpGhost({ ...ghost, phase: 'completed', escaped: true }));
      return s;
    };
    if (!routine) return [{ state, followed: false }];
    if (!irp || target?.k !== 'function' || !target.entity || !this.takesIrp(target.entity) || !context)
      return [{ state: lost(state), followed: false }];
    const device: Value = engine.symbol(`device:${ghost.call?.id ?? ''}`, 'device', routine.site);
    const outcomes = engine.enter(
      { fn: target.entity, site: ghost.call?.site ?? routine.site, kind: 'asynchronous', parent: frame, round },
      [{ state, args: [device, irp, context] }],
    );
    return outcomes
      ? outcomes.map((o) => ({ state: o.state, followed: true }))
      : [{ state: lost(state), followed: false }];
  }
}

/** What some pointer in memory points to, as the keys of what is known of IRPs. */
function heldPointees(state: State): ReadonlySet<string> {
  const held = new Set<string>();
  for (const [, value] of state.entries())
    for (const one of alternatives(value)) {
      if (one.k === 'symbol') held.add(`irp:*(${one.symbol.key})`);
      else if (one.k === 'pointer') held.add(`irp:${rootOf(one.region).key}`);
    }
  return held;
}
