/** One run of a root function: what it found, and what that rests on. */
import { restrict } from '../flow/arithmetic';
import type { Cfg } from '../flow/graph';
import type { Cfgs } from '../flow/cfgs';
import type { Frame } from '../flow/frames';
import { Interpreter } from '../flow/interpreter';
import type { FunctionEntity, Program } from '../flow/program';
import type { Region } from '../flow/regions';
import type { State } from '../flow/state';
import type { Value } from '../flow/values';
import { model, type WskCallback } from '../model';
import type { Budget } from '../text/budget';
import type { RootRun } from './facts';
import { FieldFacts, type FieldKnowledge } from './fieldFacts';
import { Knowledge, type Lessons } from './knowledge';
import { unknownIrp } from './objects';
import { Recorder } from './recorder';
import type { Relevance } from './relevance';
import { WskSemantics } from './semantics';
import { forgetChosenTables } from './tableChoice';
import { regionOf } from './values';

/** What every run of a program is made with. */
export interface Surroundings {
  readonly program: Program;
  readonly relevance: Relevance;
  readonly cfgs: Cfgs;
  readonly frameNumbers: { next: number };
}

/** A run that is over. It is as good as a new one while nothing that it rests on has changed. */
export interface FinishedRun {
  readonly root: RootRun;
  /** Nodes that it could take. */
  readonly steps: number;
  readonly recorder: Recorder;
  readonly stored: ReadonlyMap<string, FieldKnowledge>;
  readonly knowledge: Knowledge;
  readonly names: ReadonlySet<string>;
  readonly cfgs: ReadonlySet<Cfg>;
  /** The interpretation itself failed. */
  readonly failure?: { readonly file: string; readonly error: unknown };
}

const MAX_COMPLETION_CHAIN = 4;
const MAX_COMPLETED_STATES = 12;

export function runRoot(
  fn: FunctionEntity,
  callback: string | undefined,
  lessons: Lessons,
  surroundings: Surroundings & { readonly steps: number },
  budget: Budget,
): FinishedRun {
  const knowledge = new Knowledge(lessons);
  const root: RootRun = {
    fn,
    callback,
    isCompletion: knowledge.completion(fn) !== undefined,
    incomplete: false,
    defers: false,
  };
  const recorder = new Recorder();
  const fields = new FieldFacts(knowledge);
  const { program, relevance, cfgs, frameNumbers, steps } = surroundings;
  const semantics = new WskSemantics(program, recorder, fields, relevance, knowledge, root);
  const engine = new Interpreter(program, semantics, cfgs, frameNumbers, steps);
  semantics.engine = engine;
  const names = new Set<string>();
  let failure: FinishedRun['failure'];
  try {
    const run = new Run(root, engine, semantics, knowledge, program);
    budget.charge(fn.file, () => program.noting(names, () => run.run()));
  } catch (error) {
    root.incomplete = true;
    failure = { file: fn.file, error };
  }
  forgetChosenTables(recorder.calls);
  return {
    root,
    steps,
    recorder,
    stored: fields.stored,
    knowledge,
    names,
    cfgs: engine.used,
    ...(failure && { failure }),
  };
}

class Run {
  constructor(
    private readonly root: RootRun,
    private readonly engine: Interpreter,
    private readonly semantics: WskSemantics,
    private readonly knowledge: Knowledge,
    private readonly program: Program,
  ) {}

  run(): void {
    const { root, engine } = this;
    const callback = root.callback === undefined ? undefined : model.callbacks.get(root.callback);
    const exits = engine.runRoot(root.fn, (_frame, params, state) => {
      if (callback) this.callbackParameters(callback, params, state);
      else if (root.isCompletion) this.completionParameters(params, state);
    });
    let frame = exits[0]?.site.frame;
    while (frame?.parent) frame = frame.parent;
    if (frame) {
      const { exits: seen } = this.semantics.recorder;
      for (const { state, site } of exits) {
        seen.push({ stage: 'returned', frame, state: state.fork(), root, site });
        for (const after of this.completed(state, frame))
          seen.push({ stage: 'completed', frame, state: after, root, site });
      }
    }
    root.incomplete ||= engine.incomplete;
    root.defers = engine.defers;
  }

  /** What is outstanding when the root returns completes after it. */
  private completed(state: State, frame: Frame): readonly State[] {
    const { semantics, engine } = this;
    let states: readonly State[] = [state];
    for (let i = 0; i < MAX_COMPLETION_CHAIN; i++) {
      if (states.every((one) => semantics.outstanding(one).length === 0)) break;
      states = states
        .flatMap((one) => {
          const next = semantics.outstanding(one)[0];
          return next ? semantics.complete(next.key, next.ghost, one, frame, i, engine).map((end) => end.state) : [one];
        })
        .slice(0, MAX_COMPLETED_STATES);
    }
    return states;
  }

  private callbackParameters(callback: WskCallback, params: readonly Region[], state: State): void {
    const { engine, semantics } = this;
    params.forEach((region, i) => {
      const param = callback.params[i];
      const old = state.bound(region);
      if (!param || old?.k !== 'symbol') return;
      const tag = `${callback.nullIndication === param.name ? 'nullable' : 'callback'}:${callback.name}:${param.name}`;
      const type = old.symbol.type?.t === 'opaque' ? undefined : old.symbol.type;
      const value: Value = {
        ...old,
        symbol: { ...old.symbol, tag, type: type ?? this.program.named(param.type, this.root.fn.file) },
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

  private completionParameters(params: readonly Region[], state: State): void {
    const own = this.knowledge.completion(this.root.fn) === 'own';
    const region = params[1];
    const value = region && state.bound(region);
    const irp = value && this.semantics.irpOf(value, state);
    if (!irp) return;
    state.setGhost(`irp:${irp.region.key}`, unknownIrp(own ? true : undefined));
  }
}
