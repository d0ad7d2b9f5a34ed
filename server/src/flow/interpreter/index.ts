/**
 * Abstract interpretation of one function and what it calls, path by path.
 *
 * Expressions are evaluated to outcomes, because a call of a workspace function can end in several ways. A state given to an
 * evaluation is consumed: whoever needs it afterwards forks it first.
 */
import type { Expr, InitList, Span } from '../../syntax/ast';
import { FLOW_CAPS } from '../arithmetic';
import type { Cfg } from '../graph';
import type { Cfgs } from '../cfgs';
import type { Frame } from '../frames';
import type { FunctionEntity, Program, VariableEntity } from '../program';
import type { Region, Regions } from '../regions';
import type { Semantics } from '../semantics';
import { State } from '../state';
import type { Type } from '../types';
import type { Site, Value } from '../values';
import { Calls } from './calls';
import { Conditions } from './conditions';
import type { Activation, Context, Entry, Evaluation, Exit, Outcome } from './evaluation';
import { Expressions } from './expressions';
import { Globals } from './globals';
import { Initialisers } from './initialisers';
import { Memory } from './memory';
import { Operators } from './operators';
import { Paths } from './paths';
import { Places } from './places';
import { InterpreterRun } from './run';
import { StaticTypes } from './types';

export type { Engine, Exit, Outcome } from './evaluation';

export class Interpreter implements Evaluation {
  private readonly run: InterpreterRun;
  private readonly globals: Globals;
  private readonly memory: Memory;
  private readonly places: Places;
  private readonly initialisers: Initialisers;
  private readonly expressions: Expressions;
  private readonly paths: Paths;

  constructor(
    readonly program: Program,
    semantics: Semantics,
    cfgs: Cfgs,
    /** Numbers the frames of all runs: what is made in one of them is made nowhere else. */
    frameNumbers: { next: number },
    maxSteps: number = FLOW_CAPS.steps,
  ) {
    const run = new InterpreterRun(program, semantics, cfgs, frameNumbers, maxSteps);
    this.run = run;
    const globals = new Globals(run, this);
    this.globals = globals;
    this.memory = new Memory(run, globals);
    const types = new StaticTypes(run);
    this.places = new Places(run, this.memory, types, this);
    this.initialisers = new Initialisers(run, this.memory, types, this.places, this);
    const conditions = new Conditions(run, this.places, this);
    const calls = new Calls(run, globals, this.memory, types, this.places, this);
    const operators = new Operators(run, this.memory, types, this.places, this.initialisers, conditions, this);
    this.expressions = new Expressions(
      run,
      globals,
      this.memory,
      types,
      this.places,
      this.initialisers,
      calls,
      operators,
    );
    this.paths = new Paths(
      run,
      this.memory,
      this.places,
      this.initialisers,
      conditions,
      this.expressions,
      calls,
      types,
    );
  }

  get regions(): Regions {
    return this.run.regions;
  }

  /** Something was left out (too many paths, too deep): what "every path" does is not known. */
  get incomplete(): boolean {
    return this.run.incomplete;
  }

  /** The graphs that the run went through. */
  get used(): ReadonlySet<Cfg> {
    return this.run.used;
  }

  /** Lambdas that see locals were made, and none of the code that the run went through calls them. */
  get defers(): boolean {
    const { used, program, cfgs } = this.run;
    for (const { lambdas } of used)
      for (const lambda of lambdas.keys()) {
        const entity = lambda.captures.length > 0 ? program.lambda(lambda) : undefined;
        if (entity && !used.has(cfgs.of(entity))) return true;
      }
    return false;
  }

  /** Runs a function with unknown arguments. `prepare` may say what is known of them. */
  runRoot(
    fn: FunctionEntity,
    prepare?: (frame: Frame, params: readonly Region[], state: State) => void,
  ): readonly Exit[] {
    this.run.steps = 0;
    this.run.limit = this.run.maxSteps;
    this.run.incomplete = false;
    const frame = this.run.makeFrame(fn, undefined, undefined, 'root', 0);
    const cfg = this.run.cfg(fn);
    if (cfg.opaque) {
      this.run.incomplete = true;
      return [];
    }
    const state = new State();
    const params = cfg.params.map((local) => this.run.regions.local(frame, local));
    cfg.params.forEach((local, i) => {
      const region = params[i];
      if (region) state.bind(region, this.run.parameter(local, fn, frame));
    });
    prepare?.(frame, params, state);
    return this.paths.explore(frame, cfg, [state]);
  }

  // ---------------------------------------------------------------------------------------------- evaluation

  evaluate(expr: Expr, state: State, cx: Context, discarded = false): readonly Outcome[] {
    return this.expressions.evaluate(expr, state, cx, discarded);
  }

  initialise(region: Region, type: Type | undefined, list: InitList, state: State, cx: Context): State[] {
    return this.initialisers.initialise(region, type, list, state, cx);
  }

  enter(activation: Activation, entries: readonly Entry[]): readonly Outcome[] | undefined {
    return this.paths.enter(activation, entries);
  }

  // ---------------------------------------------------------------------------------------------- memory

  load(region: Region, state: State, site: Site): Value {
    return this.memory.load(region, state, site);
  }

  /** What a variable with static storage has there before anything writes it. */
  beforeWrites(region: Region, site: Site): Value | undefined {
    return this.globals.beforeWrites(region, site);
  }

  write(region: Region, value: Value, site: Site, state: State): void {
    this.memory.write(region, value, site, state);
  }

  /** Copies memory of unknown size: all that is known of one region is known of the other. */
  copy(from: Region, to: Region, state: State, site: Site): void {
    this.memory.copy(from, to, state, site);
  }

  /** After unknown code ran: what the pointer reaches may have changed. */
  havoc(value: Value, state: State, id: string): void {
    this.memory.havoc(value, state, id);
  }

  globalRegion(variable: VariableEntity): Region {
    return this.places.globalRegion(variable);
  }

  // ---------------------------------------------------------------------------------------------- values

  cfg(fn: FunctionEntity): Cfg {
    return this.run.cfg(fn);
  }

  unknown(span: Span, cx: { readonly frame: Frame }): Value {
    return this.run.unknown(span, cx);
  }

  int(value: number, site: Site): Value {
    return this.run.int(value, site);
  }

  symbol(key: string, tag: string, site: Site, type?: Type): Value {
    return this.run.symbol(key, tag, site, type);
  }

  pointer(region: Region, site: Site): Value {
    return this.run.pointer(region, site);
  }

  relation(op: '>=' | '<', value: Value, n: number, site: Site): Value {
    return this.run.relation(op, value, n, site);
  }
}
