/** Runs the interpretation over a program and gathers the facts. */
import { Interpreter } from '../flow/interpreter';
import type { FunctionEntity, Program, VariableEntity } from '../flow/program';
import { restrict } from '../flow/arithmetic';
import type { Region } from '../flow/regions';
import { State } from '../flow/state';
import { alternatives, type Site, type Value } from '../flow/values';
import { Budget } from '../text/budget';
import { model, type WskCallback } from '../model';
import type { ClientTable, RootRun, WskFacts } from './facts';
import { FieldFacts } from './fieldFacts';
import { tablesInside } from './nestedTables';
import { irpGhost } from './objects';
import { Relevance } from './relevance';
import { Recorder, WskSemantics } from './semantics';
import { forgetChosenTables } from './tableChoice';
import { regionOf } from './values';

const MAX_COMPLETION_CHAIN = 4;

export function analyzeProgram(program: Program, budget = new Budget(undefined)): WskFacts {
  return new Analysis(program, budget).run();
}

class Analysis {
  private readonly relevance: Relevance;
  private readonly fields = new FieldFacts();
  private readonly cfgs = new Map<FunctionEntity, ReturnType<Interpreter['cfg']>>();
  private readonly callbacks = new Map<FunctionEntity, Set<string>>();

  private readonly failures: { file: string; error: unknown }[] = [];

  constructor(
    private readonly program: Program,
    private readonly budget: Budget,
  ) {
    this.relevance = new Relevance(program);
  }

  run(): WskFacts {
    const first = this.pass(undefined);
    // What one function stores another one finds: a second pass knows it, and the callbacks that are set at run time.
    const second = this.pass(first.semantics);
    const { recorder, semantics, tables, roots } = second;
    forgetChosenTables(recorder.calls);
    return {
      program: this.program,
      calls: recorder.calls,
      returns: recorder.returns,
      exits: recorder.exits,
      dereferences: recorder.dereferences,
      socketUses: recorder.socketUses,
      writes: recorder.writes,
      handovers: recorder.handovers,
      handlers: recorder.handlers,
      comparisons: recorder.comparisons,
      irps: recorder.irps,
      waits: recorder.waits,
      tables,
      roots,
      failures: this.failures,
      callbacks: this.callbacks,
      completionRoutines: semantics.completionRoutines,
    };
  }

  private pass(previous: WskSemantics | undefined): {
    recorder: Recorder;
    semantics: WskSemantics;
    tables: ClientTable[];
    roots: RootRun[];
  } {
    const recorder = new Recorder();
    const semantics = new WskSemantics(this.program, recorder, this.fields, this.relevance);
    const engine = new Interpreter(this.program, semantics, this.cfgs);
    semantics.engine = engine;
    semantics.root = undefined;
    const tables = this.clientTables(engine, semantics);
    for (const { callback, entity } of previous?.runtimeCallbacks ?? []) this.addCallback(entity, callback);
    const roots: RootRun[] = [];
    for (const list of this.program.allFunctions()) {
      for (const fn of list) {
        if (fn.decl.isTemplate) continue;
        const roles: (string | undefined)[] = [...(this.callbacks.get(fn) ?? [])];
        const completion = previous?.completionRoutines.get(fn);
        if (roles.length === 0) {
          if (!this.relevance.touches(fn) && !completion) continue;
          roles.push(undefined);
        }
        for (const callback of roles) {
          const root: RootRun = { fn, callback, isCompletion: completion !== undefined, incomplete: false };
          roots.push(root);
          try {
            this.budget.charge(fn.file, () => this.runRoot(root, engine, semantics, previous));
          } catch (error) {
            root.incomplete = true;
            this.failures.push({ file: fn.file, error });
          }
          if (!previous) recorder.clear();
        }
      }
    }
    return { recorder, semantics, tables, roots };
  }

  private addCallback(fn: FunctionEntity, callback: string): void {
    const known = this.callbacks.get(fn);
    if (known) known.add(callback);
    else this.callbacks.set(fn, new Set([callback]));
  }

  private clientTables(engine: Interpreter, semantics: WskSemantics): ClientTable[] {
    const tables: ClientTable[] = [];
    const seen = new Set<string>();
    for (const list of this.program.allVariables()) {
      for (const variable of list) {
        const type = this.program.type(variable.decl.type, variable.file);
        const table = model.tables.get(type.name);
        if (seen.has(variable.id) || (variable.decl.storage === 'extern' && !variable.decl.init)) continue;
        if (table?.side !== 'client') {
          seen.add(variable.id);
          if (variable.decl.init) this.nestedTables(engine.globalRegion(variable), variable, engine, semantics);
          continue;
        }
        seen.add(variable.id);
        const region = engine.globalRegion(variable);
        const site: Site = {
          file: variable.file,
          start: variable.decl.start,
          end: variable.decl.end,
          frame: undefined,
        };
        const entries = new Map<string, Value>();
        const state = new State();
        for (const member of table.flatMembers) {
          const value = engine.load(engine.regions.field(region, member.name, undefined), state, site);
          entries.set(member.name, value);
          const callback = [...model.callbacks.values()].find(
            (one) => one.table === table.name && one.member === member.name,
          );
          for (const one of alternatives(value))
            if (callback && one.k === 'function' && one.entity) this.addCallback(one.entity, callback.name);
        }
        const written = !variable.decl.type.isConst && this.program.writtenNames().has(variable.name);
        tables.push({ type: table.name, variable, region, entries, written });
      }
    }
    return tables;
  }

  /** Their callbacks are known; what happens to such a table as a whole is not followed. */
  private nestedTables(region: Region, variable: VariableEntity, engine: Interpreter, semantics: WskSemantics): void {
    const site: Site = { file: variable.file, start: variable.decl.start, end: variable.decl.end, frame: undefined };
    for (const { table, region: inner } of region.type ? tablesInside(region, region.type, engine.regions) : []) {
      for (const member of table.flatMembers) {
        if (!model.callbacks.has(member.name)) continue;
        const value = engine.load(engine.regions.field(inner, member.name, undefined), new State(), site);
        for (const one of alternatives(value)) {
          if (one.k !== 'function') continue;
          if (one.entity) this.addCallback(one.entity, member.name);
          semantics.recorder.handlers.push({ callback: member.name, value: one, site: one.origin.site });
        }
      }
    }
  }

  private runRoot(
    root: RootRun,
    engine: Interpreter,
    semantics: WskSemantics,
    previous: WskSemantics | undefined,
  ): void {
    semantics.root = root;
    const callback = root.callback === undefined ? undefined : model.callbacks.get(root.callback);
    const completion = previous?.completionRoutines.get(root.fn);
    const exits = engine.runRoot(root.fn, (_frame, params, state) => {
      if (callback) this.callbackParameters(callback, root, params, state, engine, semantics);
      else if (completion)
        this.completionParameters(
          completion.every(
            (fact) => semantics.irpOf(fact.args[0]?.value ?? unknownAt(fact.site), fact.before)?.ghost.own === true,
          ),
          params,
          state,
          semantics,
        );
    });
    const frame = exits[0]?.site.frame;
    if (!frame) return void (root.incomplete ||= engine.incomplete);
    let rootFrame = frame;
    while (rootFrame.parent) rootFrame = rootFrame.parent;
    for (const exit of exits) {
      semantics.recorder.exits.push({
        stage: 'returned',
        frame: rootFrame,
        state: exit.state.fork(),
        root,
        site: exit.site,
      });
      let states: readonly State[] = [exit.state];
      for (let i = 0; i < MAX_COMPLETION_CHAIN; i++) {
        let ran = false;
        states = states
          .flatMap((state) => {
            const next = semantics.outstanding(state)[0];
            if (!next) return [state];
            ran = true;
            return semantics.complete(next.key, next.ghost, state, rootFrame, i, engine).map((end) => end.state);
          })
          .slice(0, 12);
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set in the closure above
        if (!ran) break;
      }
      for (const state of states)
        semantics.recorder.exits.push({ stage: 'completed', frame: rootFrame, state, root, site: exit.site });
    }
    root.incomplete ||= engine.incomplete;
  }

  private callbackParameters(
    callback: WskCallback,
    root: RootRun,
    params: readonly Region[],
    state: State,
    engine: Interpreter,
    semantics: WskSemantics,
  ): void {
    params.forEach((region, i) => {
      const param = callback.params[i];
      const old = state.bound(region);
      if (!param || old?.k !== 'symbol') return;
      const tag = `${callback.nullIndication === param.name ? 'nullable' : 'callback'}:${callback.name}:${param.name}`;
      const type = old.symbol.type?.t === 'opaque' ? undefined : old.symbol.type;
      const value: Value = {
        ...old,
        symbol: { ...old.symbol, tag, type: type ?? this.program.named(param.type, root.fn.file) },
      };
      state.bind(region, value);
      if (callback.name === 'WskAcceptEvent' && param.role === 'socket') {
        const target = regionOf(value, engine.regions);
        if (target) semantics.acceptParameter(target, state);
      }
      if (param.name === 'SocketContext') return;
      // An output that may receive NULL is itself never NULL.
      const isThere = !param.optional || param.dir === 'out';
      if (param.type.includes('*') && callback.nullIndication !== param.name && isThere)
        restrict(state, old.symbol.key, '!=', 0);
    });
  }

  private completionParameters(own: boolean, params: readonly Region[], state: State, semantics: WskSemantics): void {
    const region = params[1];
    const value = region && state.bound(region);
    const irp = value && semantics.irpOf(value, state);
    if (!irp) return;
    state.setGhost(
      `irp:${irp.region.key}`,
      irpGhost({
        own: own ? true : undefined,
        phase: 'unknown',
        allocation: undefined,
        routine: undefined,
        call: undefined,
        freedAt: undefined,
        freedByRoutine: false,
        escaped: true,
      }),
    );
  }
}

function unknownAt(site: Site): Value {
  return { k: 'unknown', origin: { site, kind: 'computed', parts: [] } };
}
