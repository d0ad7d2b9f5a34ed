/** What WSK functions and the kernel routines around them do, for the interpreter; records what rules need to know. */
import type { Expr } from '../../syntax/ast';
import type { Frame } from '../../flow/frames';
import type { Engine, Outcome } from '../../flow/interpreter/evaluation';
import type { FunctionEntity, Program } from '../../flow/program';
import type { Region } from '../../flow/regions';
import type { CallEvent, Semantics } from '../../flow/semantics';
import type { State } from '../../flow/state';
import { memberType, type Type } from '../../flow/types';
import type { Site, Value } from '../../flow/values';
import { model } from '../../model';
import type { RootRun } from '../facts';
import type { FieldFacts } from '../fieldFacts';
import type { Knowledge } from '../knowledge';
import * as names from '../names';
import type { IrpGhost } from '../objects';
import type { Recorder } from '../recorder';
import type { Relevance } from '../relevance';
import { AddressInfo } from './addressInfo';
import { Escapes } from './escapes';
import { Irps } from './irps';
import { Mdls } from './mdls';
import { MemoryRoutines } from './memory';
import { Observation } from './observation';
import { Platform, statusTest } from './platform';
import { Registrations } from './registration';
import { Requests } from './requests';
import { callKey, SemanticRun } from './run';
import { Sockets } from './sockets';
import { Waits } from './waits';

export class WskSemantics implements Semantics {
  private readonly run: SemanticRun;
  private readonly irps: Irps;
  private readonly sockets: Sockets;
  private readonly escapes: Escapes;
  private readonly requests: Requests;
  private readonly platform: Platform;
  private readonly observation: Observation;

  constructor(
    program: Program,
    readonly recorder: Recorder,
    fields: FieldFacts,
    relevance: Relevance,
    knowledge: Knowledge,
    /** Undefined while globals are read, between the runs. */
    root: RootRun | undefined,
  ) {
    this.run = new SemanticRun(program, recorder, fields, relevance, knowledge, root);
    this.irps = new Irps(this.run);
    this.sockets = new Sockets(this.run);
    const addressInfo = new AddressInfo(this.run);
    this.escapes = new Escapes(this.run, this.irps, addressInfo);
    this.requests = new Requests(this.run, this.irps, this.sockets, addressInfo, new Registrations(this.run));
    const memory = new MemoryRoutines(this.run, this.irps, addressInfo);
    const waits = new Waits(this.run, this.irps);
    this.platform = new Platform(this.run, memory, this.irps, waits, new Mdls(this.run));
    this.observation = new Observation(this.run, this.irps, this.sockets, addressInfo);
  }

  set engine(engine: Engine) {
    this.run.engine = engine;
  }

  isBuiltin(name: string): boolean {
    return names.builtin.has(name);
  }

  follows(fn: FunctionEntity, caller: Frame): boolean {
    return this.run.relevance.follows(
      fn,
      this.run.root?.fn,
      this.run.root?.callback !== undefined || this.run.root?.isCompletion === true,
      this.isMarginal(caller.fn, caller.kind),
    );
  }

  isMarginal(fn: FunctionEntity, kind: Frame['kind']): boolean {
    // A routine that ends a request matters, whatever it does.
    return kind === 'call' && !this.run.relevance.touches(fn) && this.run.root?.fn !== fn;
  }

  isTelling(name: string): boolean {
    return this.run.relevance.isTelling(name);
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

  // ------------------------------------------------------------------------------------------ calls

  call(event: CallEvent, engine: Engine): readonly Outcome[] | undefined {
    const name = event.name;
    if (this.run.root?.callback !== undefined && (name === undefined || event.entity || !isPlatform(name)))
      this.run.recorder.handovers.push({
        name,
        isDefined: event.entity !== undefined,
        args: event.args,
        site: event.site,
        state: event.state.fork(),
        root: this.run.root,
      });
    if (name === undefined) return undefined;
    const wsk = model.functions.get(name);
    if (wsk && !event.entity && (event.table || wsk.dispatchTables.length === 0))
      return this.requests.call(event, wsk, engine);
    if (event.table && !names.builtin.has(name)) return undefined;
    if (event.entity && !names.builtin.has(name)) return undefined;
    const foreign = event.args.length === 1 ? names.foreignStatusTest(name) : undefined;
    const only = event.args[0];
    if (foreign && only && !names.builtin.has(name))
      return [{ state: event.state, value: statusTest(foreign, only, event.site, engine) }];
    if (!names.noEffect.has(name) && !names.statusTests.has(name)) {
      if (names.copies.has(name) || names.compares.has(name)) this.memoryRead(event);
      const outcomes = this.platform.call(event, name, engine);
      if (outcomes) return outcomes;
      // What else the kernel does matters where the IRQL may be raised, and where it may end a wait.
      if (
        this.run.root?.callback !== undefined ||
        this.run.root?.isCompletion === true ||
        names.builtin.has(name) ||
        names.waits.has(name) ||
        names.putsOnList.has(name) ||
        names.takesFromList.has(name)
      )
        this.run.fact(event, undefined);
      return model.kernelRoutines.has(name) || names.builtin.has(name)
        ? this.kernelCall(event, name, engine)
        : undefined;
    }
    const test = names.statusTests.get(name);
    const first = event.args[0];
    if (test && first?.k === 'symbol' && first.symbol.tag.startsWith('status:')) this.run.fact(event, undefined);
    if (test && first) return [{ state: event.state, value: statusTest(test, first, event.site, engine) }];
    // Macros that only report: their arguments were evaluated.
    if (name.startsWith('PAGED_CODE')) this.run.fact(event, undefined);
    return [{ state: event.state, value: engine.int(0, event.site) }];
  }

  private kernelCall(event: CallEvent, _name: string, engine: Engine): readonly Outcome[] {
    for (const arg of event.args)
      if (!names.builtin.has(event.name ?? '')) engine.havoc(arg, event.state, `call:${callKey(event)}`);
    for (const arg of event.args)
      if (!names.builtin.has(event.name ?? '')) this.escapes.storedElsewhere(arg, event.state);
    return [
      {
        state: event.state,
        value: engine.symbol(`result:${callKey(event)}`, `call:${event.name ?? ''}`, event.site),
      },
    ];
  }

  /** Both blocks are used, whatever the routine does with them. */
  private memoryRead({ args, call, site, state }: CallEvent): void {
    args.slice(0, 2).forEach((value, i) => {
      const expr = call.args[i];
      if (expr) this.dereferenced(value, expr, site, state);
    });
  }

  escaped(value: Value, event: CallEvent): void {
    this.escapes.escaped(value, event);
  }

  absorbed(value: Value, state: State): void {
    this.escapes.storedElsewhere(value, state);
  }

  // ------------------------------------------------------------------------------------------ objects

  irpOf(value: Value, state: State): { readonly region: Region; readonly ghost: IrpGhost } | undefined {
    return this.run.irpOf(value, state);
  }

  /** IRPs that are at WSK in this state. */
  outstanding(state: State): { readonly key: string; readonly ghost: IrpGhost }[] {
    return this.irps.outstanding(state);
  }

  /** Runs the IRP's completion routine. */
  complete(
    key: string,
    ghost: IrpGhost,
    state: State,
    frame: Frame,
    round: number,
    engine: Engine,
  ): readonly { readonly state: State; readonly followed: boolean }[] {
    return this.irps.complete(key, ghost, state, frame, round, engine);
  }

  /** The socket that WskAcceptEvent receives. */
  acceptParameter(region: Region, state: State): void {
    this.sockets.acceptParameter(region, state);
  }

  // ------------------------------------------------------------------------------------------ observation

  dereferenced(value: Value, expr: Expr, site: Site, state: State): void {
    this.observation.dereferenced(value, expr, site, state);
  }

  compared(left: Value, right: Value, site: Site, state: State): void {
    this.observation.compared(left, right, site, state);
  }

  read(): void {
    // Reads that matter go through a pointer: see dereferenced.
  }

  wrote(region: Region, value: Value, site: Site, state: State): void {
    this.observation.wrote(region, value, site, state);
  }

  returned(frame: Frame, value: Value | undefined, site: Site, state: State): void {
    this.observation.returned(frame, value, site, state);
  }

  roundEnds(state: State): void {
    this.irps.forgetTwins(state);
  }

  left(frame: Frame, state: State): void {
    this.observation.left(frame, state);
  }
}

function isPlatform(name: string): boolean {
  return model.kernelRoutines.has(name) || names.builtin.has(name);
}
