/** What WSK functions and the kernel routines around them do, for the interpreter; records what rules need to know. */
import type { Expr } from '../syntax/ast';
import { add, assume, compute, constantOf, restrict } from '../flow/arithmetic';
import type { Frame } from '../flow/frames';
import type { Interpreter, Outcome } from '../flow/interpreter';
import type { FunctionEntity, Program } from '../flow/program';
import { isWithin, rootOf, type Region } from '../flow/regions';
import type { CallEvent, Semantics } from '../flow/semantics';
import { FREE, type State } from '../flow/state';
import { memberType, pointerTo, type Type } from '../flow/types';
import { alternatives, isNull, sameValue, type Origin, type Site, type Sym, type Value } from '../flow/values';
import { model, type Param, type SocketCategory, type WskFunction } from '../model';
import { decodeControl } from './control';
import type { Argument, CallFact, ControlView, IrpEventKind, IrpView, RootRun, SocketView, WaitFact } from './facts';
import type { FieldFacts } from './fieldFacts';
import type { Knowledge } from './knowledge';
import * as names from './names';
import {
  addressInfoGhost,
  clientGhost,
  eventGhost,
  indicationGhost,
  irpGhost,
  mdlGhost,
  poolGhost,
  registrationGhost,
  socketGhost,
  STATUS_GHOST,
  type IrpGhost,
  type RegistrationGhost,
  type SocketGhost,
  type WskGhost,
} from './objects';
import type { Recorder } from './recorder';
import type { Relevance } from './relevance';
import { isNullHere, providerCategory, regionOf } from './values';

const STATUS_PENDING = 0x103;
const STATUS_TIMEOUT = 0x102;

export class WskSemantics implements Semantics {
  engine: Interpreter | undefined;

  constructor(
    private readonly program: Program,
    readonly recorder: Recorder,
    readonly fields: FieldFacts,
    private readonly relevance: Relevance,
    private readonly knowledge: Knowledge,
    /** Undefined while globals are read, between the runs. */
    private readonly root: RootRun | undefined,
  ) {}

  isBuiltin(name: string): boolean {
    return names.builtin.has(name);
  }

  follows(fn: FunctionEntity, caller: Frame): boolean {
    return this.relevance.follows(
      fn,
      this.root?.callback !== undefined || this.root?.isCompletion === true,
      this.isMarginal(caller.fn),
    );
  }

  isMarginal(fn: FunctionEntity): boolean {
    return !this.relevance.touches(fn) && this.root?.fn !== fn && this.knowledge.completion(fn) === undefined;
  }

  tableFunction(member: string, table: Type | undefined): string | undefined {
    const fn = model.functions.get(member);
    if (!fn || fn.dispatchTables.length === 0) return undefined;
    if (!table || table.t === 'opaque') return member;
    const known = model.tables.get(table.name);
    if (known) return known.side === 'provider' ? member : undefined;
    return table.t === 'record' && memberType(table, member) ? undefined : member;
  }

  typedFunction(type: Type | undefined): string | undefined {
    const target = type && model.pfns.get(type.name)?.target;
    return target?.kind === 'function' ? target.name : undefined;
  }

  initial(_region: Region): Value | undefined {
    return undefined;
  }

  // ------------------------------------------------------------------------------------------ ghosts

  private get regions(): Interpreter['regions'] {
    if (!this.engine) throw new Error('semantics used outside of a run');
    return this.engine.regions;
  }

  private ghost<K extends WskGhost['kind']>(
    kind: K,
    region: Region | undefined,
    state: State,
  ): Extract<WskGhost, { kind: K }> | undefined {
    if (!region) return undefined;
    const ghost = state.ghost(`${kind}:${region.key}`);
    return ghost && isGhost(ghost, kind) ? ghost : undefined;
  }

  private setGhost(region: Region, ghost: WskGhost, state: State): void {
    state.setGhost(`${ghost.kind}:${region.key}`, ghost);
  }

  irpOf(value: Value, state: State): { readonly region: Region; readonly ghost: IrpGhost } | undefined {
    const region = regionOf(value, this.regions);
    if (!region) return undefined;
    const known = this.ghost('irp', region, state);
    if (known) return { region, ghost: known };
    const own =
      value.k === 'symbol' && value.symbol.initialOf && this.fields.lookup(value.symbol.initialOf)?.ownIrp === true
        ? true
        : undefined;
    return {
      region,
      ghost: irpGhost({
        own,
        phase: 'unknown',
        allocation: undefined,
        routine: undefined,
        call: undefined,
        freedAt: undefined,
        freedByRoutine: false,
        freedTooEarly: false,
        escaped: true,
      }),
    };
  }

  socketOf(
    value: Value,
    state: State,
  ): { readonly region: Region | undefined; readonly ghost: SocketGhost | undefined } {
    const region = regionOf(value, this.regions);
    const known = this.ghost('socket', region, state);
    if (known || !region) return { region, ghost: known };
    const from =
      value.k === 'symbol' && value.symbol.initialOf ? this.fields.lookup(value.symbol.initialOf) : undefined;
    if (!from || from.ownIrp) return { region, ghost: undefined };
    return {
      region,
      ghost: socketGhost({
        category: from.category,
        phase: undefined,
        accepted: from.accepted,
        creation: from.creations[0],
        dispatch: from.dispatch,
        context: undefined,
        operations: [],
        closedAt: undefined,
      }),
    };
  }

  // ------------------------------------------------------------------------------------------ calls

  call(event: CallEvent, engine: Interpreter): readonly Outcome[] | undefined {
    const name = event.name;
    if (this.root?.callback !== undefined && (name === undefined || event.entity || !isPlatform(name)))
      this.recorder.handovers.push({
        name,
        isDefined: event.entity !== undefined,
        args: event.args,
        site: event.site,
        state: event.state.fork(),
        root: this.root,
      });
    if (name === undefined) return undefined;
    const wsk = model.functions.get(name);
    if (wsk && !event.entity && (event.table || wsk.dispatchTables.length === 0))
      return this.wskCall(event, wsk, engine);
    if (event.table && !names.builtin.has(name)) return undefined;
    if (event.entity && !names.builtin.has(name)) return undefined;
    const foreign = event.args.length === 1 ? names.foreignStatusTest(name) : undefined;
    const only = event.args[0];
    if (foreign && only && !names.builtin.has(name))
      return [{ state: event.state, value: statusTest(foreign, only, event.site, engine) }];
    if (!names.noEffect.has(name) && !names.statusTests.has(name)) {
      const outcomes = this.platformCall(event, name, engine);
      if (outcomes) return outcomes;
      // What else the kernel does matters where the IRQL may be raised, and where it may end a wait.
      if (
        this.root?.callback !== undefined ||
        this.root?.isCompletion === true ||
        names.builtin.has(name) ||
        names.waits.has(name)
      )
        this.fact(event, undefined);
      return model.kernelRoutines.has(name) || names.builtin.has(name)
        ? this.kernelCall(event, name, engine)
        : undefined;
    }
    const test = names.statusTests.get(name);
    const first = event.args[0];
    if (test && first?.k === 'symbol' && first.symbol.tag.startsWith('status:')) this.fact(event, undefined);
    if (test && first) return [{ state: event.state, value: statusTest(test, first, event.site, engine) }];
    // Macros that only report: their arguments were evaluated.
    if (name.startsWith('PAGED_CODE')) this.fact(event, undefined);
    return [{ state: event.state, value: engine.int(0, event.site) }];
  }

  private fact(
    event: CallEvent,
    fn: WskFunction | undefined,
    more: { socket?: SocketView; control?: ControlView; status?: Value } = {},
  ): CallFact {
    const params: readonly Param[] = fn
      ? fn.altParams && event.args.length === fn.altParams.length && event.args.length !== fn.params.length
        ? fn.altParams
        : fn.params
      : [];
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
    };
    const fact: CallFact = {
      id: `${event.frame.id}:${event.call.start}:${event.round}`,
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

  private kernelCall(event: CallEvent, _name: string, engine: Interpreter): readonly Outcome[] {
    for (const arg of event.args)
      if (!names.builtin.has(event.name ?? ''))
        engine.havoc(arg, event.state, `call:${event.frame.id}:${event.call.start}:${event.round}`);
    for (const arg of event.args) if (!names.builtin.has(event.name ?? '')) this.storedElsewhere(arg, event.state);
    return [
      {
        state: event.state,
        value: engine.symbol(
          `result:${event.frame.id}:${event.call.start}:${event.round}`,
          `call:${event.name ?? ''}`,
          event.site,
        ),
      },
    ];
  }

  private platformCall(event: CallEvent, name: string, engine: Interpreter): readonly Outcome[] | undefined {
    const { args, state, site } = event;
    const [first, second, third] = args;
    const key = `${event.frame.id}:${event.call.start}:${event.round}`;
    const nothing = (): readonly Outcome[] => [{ state, value: engine.int(0, site) }];
    if (names.zeroes.has(name)) {
      this.fact(event, undefined);
      const region = first && regionOf(first, engine.regions);
      if (region) state.reset(whole(region), { d: 'zero', origin: { site, kind: 'zeroed', parts: [] } });
      return nothing();
    }
    if (name === 'memset' || name === 'RtlFillMemory') {
      this.fact(event, undefined);
      const filler = name === 'memset' ? second : third;
      const region = first && regionOf(first, engine.regions);
      if (region) {
        if (filler && constantOf(state, filler) === 0)
          state.reset(whole(region), { d: 'zero', origin: { site, kind: 'zeroed', parts: [] } });
        else state.reset(whole(region), { d: 'havoc', id: key });
      }
      return first ? [{ state, value: first }] : nothing();
    }
    if (names.copies.has(name)) {
      this.fact(event, undefined);
      const to = first && regionOf(first, engine.regions);
      const from = second && regionOf(second, engine.regions);
      if (to && from) engine.copy(whole(from), whole(to), state, site);
      else if (to) state.reset(whole(to), { d: 'havoc', id: key });
      return first ? [{ state, value: first }] : nothing();
    }
    if (names.extremes.has(name) && first && second) {
      const smaller = compute('<', first, second, { site, kind: 'computed', parts: [first.origin, second.origin] });
      const [yes, no] = name === 'min' ? [first, second] : [second, first];
      const outcome = (value: Value, holds: boolean): readonly Outcome[] => {
        const after = assume(state.fork(), smaller, holds);
        return after ? [{ state: after, value }] : [];
      };
      return [...outcome(yes, true), ...outcome(no, false)];
    }
    if (names.bitTests.has(name)) return this.bitTest(event, name);
    if (names.compares.has(name)) return [{ state, value: engine.symbol(`result:${key}`, `call:${name}`, site) }];
    if (name === 'CONTAINING_RECORD') return this.containingRecord(event, engine);
    if (names.exchanges.has(name)) {
      const region = first && regionOf(first, engine.regions);
      if (!region || !second) return nothing();
      const old = engine.load(region, state, site);
      engine.write(region, second, site, state);
      return [{ state, value: old }];
    }
    if (names.comparesAndExchanges.has(name)) return this.compareAndExchange(event, engine);
    const step = names.counts.get(name);
    if (step !== undefined) {
      const region = first && regionOf(first, engine.regions);
      if (!region) return [{ state, value: engine.symbol(`result:${key}`, `call:${name}`, site) }];
      const old = engine.load(region, state, site);
      const value = add(old, step, { site, kind: 'computed', parts: [old.origin] }, engine.regions);
      engine.write(region, value, site, state);
      return [{ state, value }];
    }
    if (names.allocatesIrp.has(name)) {
      const fact = this.fact(event, undefined);
      const irp = engine.symbol(
        `irp:${key}`,
        'irp-allocation',
        site,
        pointerTo(() => this.program.named('IRP', ''), 'PIRP'),
      );
      const region = regionOf(irp, engine.regions);
      if (region) {
        this.setGhost(
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
    if (names.setsRoutine.has(name)) return this.setRoutine(event, name);
    switch (name) {
      case 'IoFreeIrp':
        return this.freeIrp(event);
      case 'IoReuseIrp':
      case 'IoInitializeIrp':
        return this.reuseIrp(event);
      case 'IoMarkIrpPending':
      case 'IoCompleteRequest':
      case 'IofCompleteRequest':
      case 'IoCancelIrp':
      case 'IoSetNextIrpStackLocation':
        this.touchIrp(first, event, this.fact(event, undefined));
        return nothing();
      case 'IoCallDriver':
      case 'IofCallDriver':
        this.touchIrp(second, event, this.fact(event, undefined));
        if (second) this.escapeIrp(second, state);
        return [{ state, value: engine.symbol(`result:${key}`, 'call:IoCallDriver', site) }];
      case 'KeInitializeEvent': {
        this.fact(event, undefined);
        const region = first && regionOf(first, engine.regions);
        if (region) this.setGhost(region, eventGhost(third !== undefined && constantOf(state, third) === 1), state);
        return nothing();
      }
      case 'KeClearEvent':
      case 'KeResetEvent':
      case 'KeSetEvent':
      case 'KePulseEvent': {
        this.fact(event, undefined);
        const region = first && regionOf(first, engine.regions);
        if (region) this.setGhost(region, eventGhost(name === 'KeSetEvent'), state);
        return nothing();
      }
      case 'KeWaitForSingleObject':
      case 'KeWaitForMutexObject':
        return this.waitFor(event, first, args[4], engine);
      case 'KeWaitForMultipleObjects':
        return this.waitFor(event, undefined, args[6], engine);
      case 'IoAllocateMdl': {
        const fact = this.fact(event, undefined);
        const mdl = engine.symbol(
          `mdl:${key}`,
          'mdl-allocation',
          site,
          pointerTo(() => this.program.named('MDL', ''), 'PMDL'),
        );
        const region = regionOf(mdl, engine.regions);
        if (region && first)
          this.setGhost(region, mdlGhost({ memory: first, built: false, freedAt: undefined, allocation: fact }), state);
        return [{ state, value: mdl }];
      }
      case 'MmBuildMdlForNonPagedPool':
      case 'MmProbeAndLockPages':
      case 'IoBuildPartialMdl': {
        this.fact(event, undefined);
        const target = name === 'IoBuildPartialMdl' ? second : first;
        const region = target && regionOf(target, engine.regions);
        const ghost = this.ghost('mdl', region, state);
        if (region && ghost) this.setGhost(region, mdlGhost({ ...ghost, built: true }), state);
        return nothing();
      }
      case 'IoFreeMdl': {
        this.fact(event, undefined);
        const region = first && regionOf(first, engine.regions);
        const ghost = this.ghost('mdl', region, state);
        if (region && ghost) this.setGhost(region, mdlGhost({ ...ghost, freedAt: site }), state);
        return nothing();
      }
      case 'Int32x32To64':
      case 'UInt32x32To64':
      case 'RtlConvertLongToLargeInteger':
      case 'RtlConvertUlongToLargeInteger': {
        if (!first) return undefined;
        const origin: Origin = { site, kind: 'computed', parts: [first.origin], expr: event.call };
        return [{ state, value: second ? compute('*', first, second, origin) : first }];
      }
      case 'KeAcquireSpinLock':
      case 'KeRaiseIrql': {
        // What the old level was tells as much as asking for it.
        this.fact(event, undefined);
        const old = second && regionOf(second, engine.regions);
        if (old) engine.write(old, engine.symbol(`irql:${key}`, 'irql', site), site, state);
        return nothing();
      }
      case 'KeAcquireSpinLockRaiseToDpc':
      case 'KeRaiseIrqlToDpcLevel':
        this.fact(event, undefined);
        return [{ state, value: engine.symbol(`irql:${key}`, 'irql', site) }];
      case 'KeGetCurrentIrql':
        return [{ state, value: engine.symbol(`irql:${event.frame.id}`, 'irql', site) }];
      case 'ARRAYSIZE':
      case 'RTL_NUMBER_OF': {
        const arg = event.call.args[0];
        const region = first && first.k === 'pointer' ? whole(first.region) : undefined;
        const type = region?.type;
        if (arg && type?.t === 'array' && type.count !== undefined)
          return [{ state, value: engine.int(type.count, site) }];
        return [{ state, value: engine.symbol(`count:${key}`, 'count', site) }];
      }
      case 'MAKE_WSK_VERSION': {
        const major = first && constantOf(state, first);
        const minor = second && constantOf(state, second);
        if (major === undefined || minor === undefined) return [{ state, value: engine.unknown(event.call, event) }];
        return [{ state, value: engine.int((major << 8) | (minor & 0xff), site) }];
      }
      case 'KeBugCheck':
      case 'KeBugCheckEx':
      case 'ExRaiseStatus':
      case 'PsTerminateSystemThread':
      case 'RtlFailFast':
        this.fact(event, undefined);
        return [];
      default:
        break;
    }
    if (names.frees.has(name)) {
      this.fact(event, undefined);
      const region = first && regionOf(first, engine.regions);
      if (region) this.lostWith(whole(region), state);
      // Only what this path allocated is followed: other blocks are somebody else's.
      if (region && first.k === 'symbol' && first.symbol.tag === 'pool-allocation')
        this.setGhost(region, poolGhost(site), state);
      return nothing();
    }
    if (names.allocates.has(name)) {
      this.fact(event, undefined);
      const block = engine.symbol(`pool:${key}`, 'pool-allocation', site);
      const region = regionOf(block, engine.regions);
      if (region) {
        const zeroed = names.allocatesZeroed.has(name);
        const origin: Origin = { site, kind: zeroed ? 'zeroed' : 'missing', parts: [] };
        state.reset(region, { d: zeroed ? 'zero' : 'undefined', origin });
      }
      return [{ state, value: block }];
    }
    return undefined;
  }

  private bitTest(event: CallEvent, name: string): readonly Outcome[] | undefined {
    const { args, state, site } = event;
    const [flags, bit] = args;
    if (!flags || !bit) return undefined;
    const origin: Origin = { site, kind: 'computed', parts: [flags.origin, bit.origin], expr: event.call };
    const common = compute('&', flags, bit, origin);
    const zero: Value = { k: 'int', value: 0, origin };
    return [{ state, value: name === 'FlagOn' ? common : compute('!=', common, zero, origin) }];
  }

  private compareAndExchange(event: CallEvent, engine: Interpreter): readonly Outcome[] {
    const { state, site } = event;
    const [target, exchange, comparand] = event.args;
    const region = target && regionOf(target, engine.regions);
    if (!region || !exchange || !comparand) return [{ state, value: engine.unknown(event.call, event) }];
    const old = engine.load(region, state, site);
    const equal = compute('==', old, comparand, { site, kind: 'computed', parts: [] });
    const different = assume(state.fork(), equal, false);
    const same = assume(state, equal, true);
    if (same) engine.write(region, exchange, site, same);
    return [same, different].flatMap((s) => (s ? [{ state: s, value: old }] : []));
  }

  private containingRecord(event: CallEvent, engine: Interpreter): readonly Outcome[] {
    const [pointer] = event.args;
    const type = event.call.args[1];
    const member = event.call.args[2];
    const region = pointer && regionOf(pointer, engine.regions);
    if (!region || type?.kind !== 'ident' || !member)
      return [{ state: event.state, value: engine.unknown(event.call, event) }];
    const path = memberPath(member);
    let record: Region = region;
    for (const name of path.reverse()) record = engine.regions.container(record, name, undefined);
    const known = this.program.named(type.name, event.frame.fn.file);
    if (!record.type || record.type.t === 'opaque') record.type = known;
    return [{ state: event.state, value: engine.pointer(record, event.site) }];
  }

  // ------------------------------------------------------------------------------------------ IRPs

  private irpFact(
    kind: IrpEventKind,
    irp: Value,
    ghost: IrpGhost,
    site: Site,
    state: State,
    call: CallFact | undefined,
  ): void {
    if (this.root) this.recorder.irps.push({ kind, irp, ghost, site, state: state.fork(), root: this.root, call });
  }

  /** The IRP is used by this call: it must be there, and it must have been tested. */
  private touchIrp(
    value: Value | undefined,
    event: CallEvent,
    call: CallFact | undefined,
  ): { region: Region; ghost: IrpGhost } | undefined {
    if (!value || isNullHere(value, event.state)) return undefined;
    const irp = this.irpOf(value, event.state);
    if (!irp) return undefined;
    if (irp.ghost.phase === 'freed') this.irpFact('use-after-free', value, irp.ghost, event.site, event.state, call);
    else this.requireTested(value, irp.ghost, event.site, event.state, call);
    return irp;
  }

  private requireTested(value: Value, ghost: IrpGhost, site: Site, state: State, call: CallFact | undefined): void {
    if (value.k !== 'symbol' || ghost.allocation === undefined) return;
    const c = state.constraint(value.symbol.key);
    if (c.not.includes(0) || c.low > 0 || c.high < 0) return;
    this.irpFact('not-tested', value, ghost, site, state, call);
    restrict(state, value.symbol.key, '!=', 0);
  }

  private setRoutine(event: CallEvent, name: string): readonly Outcome[] {
    const shift = name === 'IoSetCompletionRoutineEx' ? 1 : 0;
    // Kept in the shape of IoSetCompletionRoutine: Irp, routine, context, three flags.
    const shaped: CallEvent = shift
      ? { ...event, args: event.args.slice(1), call: { ...event.call, args: event.call.args.slice(1) } }
      : event;
    const fact = this.fact(shaped, undefined);
    const [value, routine] = shaped.args;
    const irp = this.touchIrp(value, event, fact);
    if (irp) this.setGhost(irp.region, irpGhost({ ...irp.ghost, routine: fact }), event.state);
    for (const one of routine ? alternatives(routine) : []) {
      if (one.k !== 'function' || !one.entity) continue;
      this.recorder.completions.push({ routine: one.entity, fact });
    }
    return [
      {
        state: event.state,
        value: routine ?? event.args[0] ?? { k: 'unknown', origin: { site: event.site, kind: 'computed', parts: [] } },
      },
    ];
  }

  private freeIrp(event: CallEvent): readonly Outcome[] {
    const fact = this.fact(event, undefined);
    const value = event.args[0];
    const state = event.state;
    const irp = value && !isNullHere(value, state) ? this.irpOf(value, state) : undefined;
    if (irp && value) {
      if (irp.ghost.phase === 'freed') this.irpFact('double-free', value, irp.ghost, event.site, state, fact);
      const freedByRoutine = inCompletion(event.frame);
      const freedTooEarly = irp.ghost.phase === 'at-wsk';
      this.setGhost(
        irp.region,
        irpGhost({ ...irp.ghost, phase: 'freed', freedAt: event.site, freedByRoutine, freedTooEarly }),
        state,
      );
    }
    return [{ state, value: { k: 'unknown', origin: { site: event.site, kind: 'computed', parts: [] } } }];
  }

  private reuseIrp(event: CallEvent): readonly Outcome[] {
    const fact = this.fact(event, undefined);
    const irp = this.touchIrp(event.args[0], event, fact);
    if (irp) {
      // Both are for one's own IRPs only.
      const own = irp.ghost.own ?? true;
      const outstanding = irp.ghost.phase === 'at-wsk' && irp.ghost.routine !== undefined;
      this.setGhost(
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

  private escapeIrp(value: Value, state: State): void {
    const target = regionOf(value, this.regions);
    // A pointer to a member of the IRP (its list entry) reaches all of it.
    const region = target && rootOf(target);
    const ghost = this.ghost('irp', region, state);
    if (region && ghost && !ghost.escaped) this.setGhost(region, irpGhost({ ...ghost, escaped: true }), state);
  }

  /** A block is gone, and with it the only place outside of the stack where IRPs were kept. */
  private lostWith(block: Region, state: State): void {
    for (const [, held] of state.within(block)) {
      const region = regionOf(held, this.regions);
      const ghost = this.ghost('irp', region, state);
      if (!region || !ghost?.escaped || !ghost.allocation) continue;
      if (ghost.phase !== 'allocated' && ghost.phase !== 'completed') continue;
      const elsewhere = [...state.entries()].some(
        ([place, value]) => sameValue(value, held) && !isWithin(place, block) && rootOf(place).r !== 'local',
      );
      if (!elsewhere) this.setGhost(region, irpGhost({ ...ghost, escaped: false }), state);
    }
  }

  /** The value is reachable for code that is not known from here on. */
  private storedElsewhere(value: Value, state: State): void {
    this.escapeIrp(value, state);
    this.escapeAddressInfo(value, state);
    this.builtElsewhere(value, state);
    for (const [, held] of value.k === 'pointer' ? state.within(whole(value.region)) : [])
      this.escapeAddressInfo(held, state);
    if (value.k !== 'pointer') return;
    const inside = new Set<string>();
    for (const [, held] of state.within(whole(value.region))) {
      const region = regionOf(held, this.regions);
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
    const region = regionOf(value, this.regions);
    const ghost = this.ghost('mdl', region, state);
    if (region && ghost && !ghost.built) this.setGhost(region, mdlGhost({ ...ghost, built: true }), state);
  }

  escaped(value: Value, event: CallEvent): void {
    const list = this.ghost('address-info', regionOf(value, this.regions), event.state);
    // A function that is there and only reads a list neither frees nor keeps it.
    if (!list || !takesConst(event, value)) this.storedElsewhere(value, event.state);
    if (value.k === 'symbol' && value.symbol.tag.startsWith('final:'))
      event.state.setGhost(`status:${value.symbol.key}`, STATUS_GHOST);
    const irp = regionOf(value, this.regions);
    const known = this.ghost('irp', irp, event.state);
    // Code that is not known may have sent it, set its routine or freed it.
    if (irp && known && known.phase !== 'freed')
      this.setGhost(irp, irpGhost({ ...known, phase: 'unknown' }), event.state);
    const socket = this.socketOf(value, event.state);
    if (socket.region && this.ghost('socket', socket.region, event.state) && socket.ghost) {
      this.setGhost(
        socket.region,
        socketGhost({ ...socket.ghost, phase: socket.ghost.phase === 'closed' ? 'closed' : undefined }),
        event.state,
      );
    }
  }

  /** IRPs that are at WSK in this state. */
  outstanding(state: State): { readonly key: string; readonly ghost: IrpGhost }[] {
    const found: { key: string; ghost: IrpGhost }[] = [];
    for (const [key, ghost] of state.allGhosts())
      if (isGhost(ghost, 'irp') && ghost.phase === 'at-wsk') found.push({ key, ghost });
    return found;
  }

  /** Runs the IRP's completion routine. `followed`: its code was seen, so that what it does is known. */
  complete(
    key: string,
    ghost: IrpGhost,
    state: State,
    frame: Frame,
    round: number,
    engine: Interpreter,
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
    if (!irp || target?.k !== 'function' || target.entity?.decl.params?.length !== 3 || !context)
      return [{ state: lost(state), followed: false }];
    const device: Value = engine.symbol(`device:${ghost.call?.id ?? ''}`, 'device', routine.site);
    const outcomes = engine.enter(
      target.entity,
      [device, irp, context],
      state,
      ghost.call?.site ?? routine.site,
      'asynchronous',
      frame,
      round,
    );
    return outcomes
      ? outcomes.map((o) => ({ state: o.state, followed: true }))
      : [{ state: lost(state), followed: false }];
  }

  private waitFor(
    event: CallEvent,
    object: Value | undefined,
    timeout: Value | undefined,
    engine: Interpreter,
  ): readonly Outcome[] {
    const { state, site } = event;
    const fact = this.fact(event, undefined);
    const region = object && regionOf(object, engine.regions);
    const limit = this.timeoutOf(timeout, state, engine, site);
    const outstanding = this.outstanding(state);
    const key = `${event.frame.id}:${event.call.start}:${event.round}`;
    const zero = (s: State): Outcome => {
      const value = engine.symbol(`wait:${key}`, 'wait', site);
      restrict(s, `wait:${key}`, '==', 0);
      return { state: s, value };
    };
    const late = (s: State): Outcome => {
      const value = engine.symbol(`wait:${key}`, 'wait', site);
      restrict(s, `wait:${key}`, '==', STATUS_TIMEOUT);
      return { state: s, value };
    };
    const already = region !== undefined && this.ghost('event', region, state)?.signalled === true;
    const original = state.fork();
    // An event that still is signalled from an earlier request is taken for reset: what is meant is this request.
    const ended = outstanding.flatMap(({ key: irpKey, ghost }) => {
      const start = original.fork();
      if (region && already) this.setGhost(region, eventGhost(false), start);
      const ends = this.complete(irpKey, ghost, start, event.frame, event.round, engine);
      return ends.flatMap(({ state: after, followed }) => {
        const signalled = region ? this.ghost('event', region, after)?.signalled === true : true;
        if (!signalled && (followed || already)) return [];
        if (region) this.setGhost(region, eventGhost(false), after);
        return [{ signalled, outcome: zero(after) }];
      });
    });
    // A routine that nobody knows may set the event; where one is seen to set it, it is that one's request that is waited for.
    const seen = ended.filter(({ signalled }) => signalled);
    const results = (seen.length > 0 ? seen : ended).map(({ outcome }) => outcome);
    const satisfied = already || results.length > 0;
    if (results.length === 0 && already) {
      this.setGhost(region, eventGhost(false), state);
      results.push(zero(state));
    } else if (results.length === 0) results.push(zero(this.endedBySomebody(region, state)));
    if (limit !== 'none') results.push(late(original));
    this.recorder.waits.push({
      call: fact,
      event: object,
      region,
      timeout: limit,
      blocks: limit === 'none' || (limit === 'some' && this.isCertain(timeout, fact.before, engine, site)),
      outstanding: outstanding.map((o) => o.ghost),
      satisfied,
    });
    return results;
  }

  /** Nothing that was seen sets the event: a request whose routine gets it, or what it is part of, may still be what ends the wait. */
  private endedBySomebody(event: Region | undefined, state: State): State {
    for (const { key, ghost } of event ? this.outstanding(state) : []) {
      const context = ghost.routine?.args[2]?.value;
      const given = context && regionOf(context, this.regions);
      if (event && given && rootOf(given) === rootOf(event))
        state.setGhost(key, irpGhost({ ...ghost, phase: 'unknown', escaped: true }));
    }
    return state;
  }

  private timeoutOf(timeout: Value | undefined, state: State, engine: Interpreter, site: Site): WaitFact['timeout'] {
    if (!timeout || isNull(timeout)) return 'none';
    if (timeout.k !== 'pointer') return isNullHere(timeout, state) ? 'none' : 'some';
    const parts = this.timeoutParts(timeout.region, state, engine, site);
    // A structure zeroed before a member is set is not zero.
    if (state.within(timeout.region).some(([, part]) => !isNullHere(part, state))) return 'some';
    if (parts.some((part) => (constantOf(state, part) ?? 0) !== 0)) return 'some';
    return parts.some(isNull) ? 'zero' : 'some';
  }

  /** The timeout is a constant, and not zero. */
  private isCertain(timeout: Value | undefined, state: State, engine: Interpreter, site: Site): boolean {
    if (timeout?.k !== 'pointer') return false;
    const parts = this.timeoutParts(timeout.region, state, engine, site);
    return [...state.within(timeout.region).map(([, part]) => part), ...parts].some(
      (part) => (constantOf(state, part) ?? 0) !== 0,
    );
  }

  /** A LARGE_INTEGER as a whole, and its QuadPart. */
  private timeoutParts(region: Region, state: State, engine: Interpreter, site: Site): readonly Value[] {
    return [region, engine.regions.field(region, 'QuadPart', undefined)].map((part) => engine.load(part, state, site));
  }

  // ------------------------------------------------------------------------------------------ WSK

  private wskCall(event: CallEvent, fn: WskFunction, engine: Interpreter): readonly Outcome[] {
    const { state, site } = event;
    const params =
      fn.altParams && event.args.length === fn.altParams.length && event.args.length !== fn.params.length
        ? fn.altParams
        : fn.params;
    const argument = (role: Param['role']): Value | undefined => {
      const i = params.findIndex((param) => param.role === role);
      return i < 0 ? undefined : event.args[i];
    };
    const key = `${event.frame.id}:${event.call.start}:${event.round}`;
    const status = engine.symbol(`status:${key}`, `status:${fn.name}`, site, this.program.named('NTSTATUS', ''));
    const socketValue = argument('socket');
    const socket = socketValue ? this.view(socketValue, event, state) : undefined;
    const control = decodeControl(event, fn, engine);
    const fact = this.fact(event, fn, { status, ...(socket ? { socket } : {}), ...(control ? { control } : {}) });
    if (names.registrationRoutines.has(fn.name)) return this.registration(event, fn, fact, status, engine);
    const irpValue = argument('irp');
    const list = fn.name === 'WskRelease' ? argument('indication') : undefined;
    const released = list && regionOf(list, this.regions);
    if (released) this.setGhost(released, indicationGhost(fact), state);
    if (fn.name === 'WskFreeAddressInfo') this.freeAddressInfo(event.args[1], state);
    if (fn.name === 'WskRelease' || fn.name === 'WskFreeAddressInfo') return [{ state, value: status }];
    let made: Value | undefined;
    if (fn.creates) {
      const socketType = pointerTo(() => this.program.named('WSK_SOCKET', ''), 'PWSK_SOCKET');
      const symbol: Sym = { key: `socket:${key}`, tag: `socket:${fn.name}`, type: socketType, followed: true };
      made = { k: 'symbol', symbol, origin: { site, kind: 'computed', parts: [] } };
      this.created(made, fact, fn, argument, state);
    }
    if (socket) this.advance(socket, fact, fn, state);
    this.fillOutputs(fn, event, params, state, engine);
    if (fn.name === 'WskGetAddressInfo')
      this.addressInfo(event.args[params.findIndex((param) => param.name === 'Result')], fact, state, engine);
    return this.withIrp(event, fact, irpValue, made, status, engine);
  }

  private view(value: Value, event: CallEvent, state: State): SocketView {
    const { region, ghost } = this.socketOf(value, state);
    return {
      value,
      region,
      ghost,
      category: ghost?.category,
      tableCategory: providerCategory(event.table?.type) ?? basicPartOf(event.table?.value),
    };
  }

  private created(
    made: Value,
    fact: CallFact,
    fn: WskFunction,
    argument: (role: Param['role']) => Value | undefined,
    state: State,
  ): void {
    const region = regionOf(made, this.regions);
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
    this.setGhost(
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
    const clientRegion = client && regionOf(client, this.regions);
    if (clientRegion) {
      const known = this.ghost('client', clientRegion, state);
      this.setGhost(clientRegion, clientGhost([...(known?.creations ?? []), fact].slice(-4)), state);
    }
  }

  private advance(socket: SocketView, fact: CallFact, fn: WskFunction, state: State): void {
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
    this.setGhost(
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

  /** What the call writes through its output parameters is not known. */
  private fillOutputs(
    fn: WskFunction,
    event: CallEvent,
    params: readonly Param[],
    state: State,
    engine: Interpreter,
  ): void {
    params.forEach((param, i) => {
      const value = event.args[i];
      if (value && param.dir !== 'in' && param.role !== 'irp' && !isNull(value))
        engine.havoc(value, state, `out:${fn.name}:${event.frame.id}:${event.call.start}:${event.round}:${i}`);
    });
  }

  private withIrp(
    event: CallEvent,
    fact: CallFact,
    value: Value | undefined,
    made: Value | undefined,
    status: Value,
    engine: Interpreter,
  ): readonly Outcome[] {
    const { state, site } = event;
    if (!value || isNullHere(value, state)) return [{ state, value: status }];
    const irp = this.touchIrp(value, event, fact);
    if (!irp || irp.ghost.phase === 'freed') return [{ state, value: status }];
    if (irp.ghost.own === true && irp.ghost.routine === undefined && irp.ghost.phase !== 'unknown')
      this.irpFact('no-completion-routine', value, irp.ghost, site, state, fact);
    if (irp.ghost.call !== undefined && irp.ghost.phase !== 'unknown') {
      this.irpFact(
        irp.ghost.phase === 'at-wsk' ? 'pending-reuse' : 'reuse-without-reset',
        value,
        irp.ghost,
        site,
        state,
        fact,
      );
      // Two requests in one IRP: nothing certain can be said of it from here on.
      if (irp.ghost.phase === 'at-wsk') {
        this.setGhost(irp.region, irpGhost({ ...irp.ghost, phase: 'unknown', call: fact, escaped: true }), state);
        return [{ state, value: status }];
      }
    }
    // The result of the request stands in the IRP from its completion on, the same whether it was pending or not.
    const io = engine.regions.field(irp.region, 'IoStatus', memberType(this.program.named('IRP', ''), 'IoStatus'));
    const final = engine.symbol(`final:${fact.id}`, `final:${fact.name}`, site, this.program.named('NTSTATUS', ''));
    // Nothing takes an own IRP back without a routine: what becomes of the request then is not judged any further.
    const isLost = irp.ghost.own === true && irp.ghost.routine === undefined;
    const information =
      (isLost ? undefined : made) ?? engine.symbol(`information:${fact.id}`, `information:${fact.name}`, site);
    const atWsk = irpGhost({ ...irp.ghost, phase: 'at-wsk', call: fact });
    this.setGhost(irp.region, atWsk, state);
    const set = (s: State): void => {
      s.bind(engine.regions.field(io, 'Status', this.program.named('NTSTATUS', '')), final);
      s.bind(engine.regions.field(io, 'Information', this.program.named('ULONG_PTR', '')), information);
      restrict(s, `final:${fact.id}`, '!=', STATUS_PENDING);
    };
    set(state);
    if (irp.ghost.routine === undefined) {
      if (irp.ghost.own !== true) return [{ state, value: status }];
      const later = restrict(state.fork(), `status:${fact.id}`, '==', STATUS_PENDING);
      return [...(later ? [{ state: later, value: status }] : []), { state, value: final }];
    }
    const pending = state.fork();
    const outcomes: Outcome[] = [];
    // A request that takes no IRP ends at once.
    const atOnce = fact.control?.code?.operations.every((operation) => operation.irp === 'forbidden') === true;
    if (!atOnce && restrict(pending, `status:${fact.id}`, '==', STATUS_PENDING))
      outcomes.push({ state: pending, value: status });
    for (const end of this.complete(`irp:${irp.region.key}`, atWsk, state, event.frame, event.round, engine))
      outcomes.push({ state: end.state, value: final });
    return outcomes;
  }

  /** The list that the request makes; where it arrives in memory of the caller it is the caller's. */
  private addressInfo(result: Value | undefined, fact: CallFact, state: State, engine: Interpreter): void {
    const where = result && regionOf(result, this.regions);
    if (!where || rootOf(where).r !== 'local') return;
    const list = engine.load(where, state, fact.site);
    const region = regionOf(list, this.regions);
    if (region) this.setGhost(region, addressInfoGhost({ call: fact, freed: false, escaped: false }), state);
  }

  private freeAddressInfo(list: Value | undefined, state: State): void {
    const region = list && regionOf(list, this.regions);
    const ghost = this.ghost('address-info', region, state);
    if (region && ghost) this.setGhost(region, addressInfoGhost({ ...ghost, freed: true }), state);
  }

  private escapeAddressInfo(value: Value, state: State): void {
    const target = regionOf(value, this.regions);
    const region = target && rootOf(target);
    const ghost = this.ghost('address-info', region, state);
    if (region && ghost && !ghost.escaped) this.setGhost(region, addressInfoGhost({ ...ghost, escaped: true }), state);
  }

  private registration(
    event: CallEvent,
    fn: WskFunction,
    fact: CallFact,
    status: Value,
    engine: Interpreter,
  ): readonly Outcome[] {
    const { state } = event;
    const at = fn.params.findIndex((param) => param.role === 'registration');
    const value = event.args[at];
    const region = value && regionOf(value, engine.regions);
    if (region) {
      const old: RegistrationGhost =
        this.ghost('registration', region, state) ??
        registrationGhost({ registered: undefined, captured: undefined, released: undefined, deregistered: undefined });
      const change: Partial<RegistrationGhost> =
        fn.name === 'WskRegister'
          ? { registered: fact, captured: undefined, released: undefined, deregistered: undefined }
          : fn.name === 'WskCaptureProviderNPI'
            ? { captured: fact, released: undefined }
            : fn.name === 'WskReleaseProviderNPI'
              ? { released: fact }
              : fn.name === 'WskDeregister'
                ? { deregistered: fact }
                : {};
      this.setGhost(region, registrationGhost({ ...old, ...change }), state);
    }
    this.fillOutputs(fn, event, fn.params, state, engine);
    return [{ state, value: status }];
  }

  // ------------------------------------------------------------------------------------------ observation

  dereferenced(value: Value, expr: Expr, site: Site, state: State): void {
    if (value.k !== 'symbol' || !this.root) return;
    const tag = value.symbol.tag;
    if (tag.startsWith('nullable:') || tag.endsWith(':SocketContext'))
      this.recorder.dereferences.push({ value, expr, site, state: state.fork(), root: this.root });
    const region = regionOf(value, this.regions);
    const socket = this.ghost('socket', region, state);
    if (socket && (socket.closedAt || tag.startsWith('socket:')))
      this.recorder.socketUses.push({ ghost: socket, value, site, state: state.fork(), root: this.root });
    const irp = this.ghost('irp', region, state);
    if (!irp) return;
    if (irp.phase === 'freed') this.irpFact('use-after-free', value, irp, site, state, undefined);
    else this.requireTested(value, irp, site, state, undefined);
  }

  compared(left: Value, right: Value, site: Site): void {
    const interesting = (value: Value): boolean =>
      value.k === 'symbol' && /^(?:nullable|callback):/.test(value.symbol.tag);
    if (this.root && (interesting(left) || interesting(right)))
      this.recorder.comparisons.push({ left, right, site, root: this.root });
  }

  read(): void {
    // Reads that matter go through a pointer: see dereferenced.
  }

  wrote(region: Region, value: Value, site: Site, state: State): void {
    const root = this.root;
    if (!root) return;
    if (value.k === 'function' && region.r === 'field') {
      const callback = model.callbacks.get(region.name);
      const table = region.base.type && model.tables.get(region.base.type.name);
      if (callback && (table?.side === 'client' || (!table && region.base.type?.t !== 'record'))) {
        this.recorder.handlers.push({ callback: callback.name, value, site });
      }
    }
    const stored = rootOf(region).r !== 'local';
    if (
      value.k === 'symbol' &&
      (value.symbol.tag.startsWith('nullable:') ||
        value.symbol.tag.startsWith('callback:') ||
        value.symbol.tag.startsWith('socket:'))
    ) {
      this.recorder.writes.push({ region, value, site, state: state.fork(), root });
    } else if (
      root.callback !== undefined &&
      ((value.k === 'pointer' && (stored || region.r === 'local')) || isParameter(region) || isRestOfList(value))
    ) {
      this.recorder.writes.push({ region, value, site, state: state.fork(), root });
    }
    if (root.callback !== undefined && region.r === 'pointee')
      this.recorder.writes.push({ region, value, site, state: state.fork(), root });
    for (const one of alternatives(value)) {
      const target = regionOf(one, this.regions);
      if (stored) this.escapeAddressInfo(one, state);
      const irp = this.ghost('irp', target && rootOf(target), state);
      if (irp && stored && target) {
        this.escapeIrp(one, state);
        if (irp.own) this.fields.ownIrp(region);
      }
      this.noteSocket(region, one, state, stored);
    }
    if (region.r === 'pointee' && root.callback === 'WskAcceptEvent') this.acceptedOutput(region, value, state);
  }

  private noteSocket(region: Region, value: Value, state: State, stored: boolean): void {
    if (!stored) return;
    const { ghost } = this.socketOf(value, state);
    if (ghost) {
      this.fields.socket(region, {
        category: ghost.category,
        accepted: ghost.accepted,
        creations: ghost.creation ? [ghost.creation] : [],
        dispatch: ghost.dispatch,
      });
      return;
    }
    const type = region.type;
    const isSocket = type?.t === 'pointer' && type.to().name === 'WSK_SOCKET';
    if (isSocket && !isNullHere(value, state)) this.fields.unknown(region);
  }

  /** `*AcceptSocketDispatch = &Table`. */
  private acceptedOutput(region: Region, value: Value, state: State): void {
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
    this.setGhost(
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

  returned(frame: Frame, value: Value | undefined, site: Site, state: State): void {
    if (!this.root) return;
    if (frame.kind === 'root' && value) {
      for (const one of alternatives(value)) {
        this.escapeIrp(one, state);
        this.escapeAddressInfo(one, state);
      }
    }
    if (frame.kind !== 'call') this.recorder.returns.push({ frame, value, site, state: state.fork(), root: this.root });
  }

  left(frame: Frame, state: State): void {
    if (!this.root) return;
    const endsLater = [...state.allGhosts()].some(
      ([, ghost]) => isGhost(ghost, 'irp') && (ghost.phase === 'at-wsk' || ghost.freedTooEarly),
    );
    if (endsLater) this.recorder.exits.push({ stage: 'returned', frame, state: state.fork(), root: this.root });
    this.forgetDead(frame, state);
  }

  /** Objects that the function had on its stack, and allocations that failed, keep no paths apart any more. */
  private forgetDead(frame: Frame, state: State): void {
    const onStack = `l${frame.id}.`;
    for (const [key] of [...state.allGhosts()]) {
      const place = key.indexOf(':') + 1;
      const pointed = key.startsWith('*(', place) && key.endsWith(')');
      const { low, high } = pointed ? state.constraint(key.slice(place + 2, -1)) : FREE;
      if (key.startsWith(onStack, place) || (low === 0 && high === 0)) state.setGhost(key, undefined);
    }
  }
}

export function isGhost<K extends WskGhost['kind']>(
  ghost: { readonly key: string },
  kind: K,
): ghost is Extract<WskGhost, { kind: K }> {
  return 'kind' in ghost && ghost.kind === kind;
}

function statusTest(test: names.StatusTest, value: Value, site: Site, engine: Interpreter): Value {
  if (test === 'success') return engine.relation('>=', value, 0, site);
  if (test === 'failure') return engine.relation('<', value, 0, site);
  if (test === 'error') return engine.relation('<', value, -0x40000000, site);
  return { k: 'unknown', origin: { site, kind: 'computed', parts: [] } };
}

/** The called function's parameter is a pointer to const. */
function takesConst(event: CallEvent, value: Value): boolean {
  const type = event.entity?.decl.params?.[event.args.indexOf(value)]?.type;
  return type?.isConst === true && type.pointers === 1;
}

function isPlatform(name: string): boolean {
  return model.kernelRoutines.has(name) || names.builtin.has(name);
}

function isParameter(region: Region): boolean {
  return region.r === 'local' && region.local.parameter !== undefined && region.frame.kind === 'root';
}

/** What stands behind the first entry of a list. */
function isRestOfList(value: Value): boolean {
  return value.k === 'symbol' && value.symbol.initialOf?.r === 'field' && value.symbol.initialOf.name === 'Next';
}

/** Memory routines get a pointer to the first element where the whole array is meant. */
function whole(region: Region): Region {
  return region.r === 'element' && region.index === 0 ? region.base : region;
}

export function inCompletion(frame: Frame): boolean {
  for (let f: Frame | undefined = frame; f; f = f.parent) if (f.kind === 'asynchronous') return true;
  return false;
}

function memberPath(expr: Expr): string[] {
  if (expr.kind === 'ident') return [expr.name];
  return expr.kind === 'member' ? [...memberPath(expr.object), expr.name] : [];
}

/** C++: `Dispatch->Basic` is the part that every provider table begins with; the table around it tells the category. */
function basicPartOf(table: Value | undefined): SocketCategory | undefined {
  const region = table?.k === 'pointer' ? table.region : undefined;
  return region?.r === 'field' && region.name === 'Basic' ? providerCategory(region.base.type) : undefined;
}
