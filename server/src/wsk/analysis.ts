/**
 * Interprets a program and gathers the facts.
 *
 * Each function that has to do with WSK is run by itself. What one function stores another one finds, so the functions are run in
 * rounds until they learn nothing new from each other. A run is a pure function of the syntax that it went through, the names
 * that it looked up and the lessons that it asked for; it is kept for as long as these stay the same.
 */
import { FLOW_CAPS } from '../flow/arithmetic';
import { Cfgs } from '../flow/cfgs';
import type { Cfg } from '../flow/graph';
import type { Changes, FunctionEntity, Program } from '../flow/program';
import { alternatives, type Value } from '../flow/values';
import { model } from '../model';
import { Budget } from '../text/budget';
import { callbackByShape } from './callbackShape';
import { readClientTables, tableHolders, withWrites, type TableReading } from './clientTables';
import type { CallFact, WskFacts } from './facts';
import { Lessons } from './knowledge';
import { builtin } from './names';
import type { Recorder } from './recorder';
import { Relevance } from './relevance';
import { runRoot, type FinishedRun, type Surroundings } from './rootRun';

/** Functions that store what others store are told apart from a cycle by giving up after so many rounds. */
const MAX_ROUNDS = 4;

export function analyzeProgram(program: Program, budget = new Budget(undefined)): WskFacts {
  return new ProgramAnalysis(program).facts(budget);
}

interface Role {
  readonly fn: FunctionEntity;
  readonly callback: string | undefined;
}

/** Nodes that the runs of one file may take together, and the least that each of them gets. */
const FILE_STEPS = 120_000;
const LEAST_STEPS = 1_200;

export class ProgramAnalysis {
  private readonly surroundings: Surroundings;
  /** Runs by function and callback, those of the last analysis only. */
  private finished = new Map<FunctionEntity, readonly FinishedRun[]>();
  private reading: TableReading | undefined;

  constructor(private readonly program: Program) {
    this.surroundings = {
      program,
      relevance: new Relevance(program),
      cfgs: new Cfgs(program, (name) => builtin.has(name)),
      frameNumbers: { next: 1 },
    };
  }

  /** The program was updated: what rests on something that changed is forgotten. Answers whether nothing was. */
  update(changes: Changes): boolean {
    const { cfgs, relevance } = this.surroundings;
    const notes = relevance.update();
    const everything = changes === 'everything';
    const touches = (names: ReadonlySet<string>): boolean =>
      everything || overlaps(changes, names) || (notes.size > 0 && overlaps(notes, names));
    cfgs.update((cfg) => touches(cfg.names));
    const isGood = (run: { names: ReadonlySet<string>; cfgs: ReadonlySet<Cfg> }): boolean =>
      !touches(run.names) && [...run.cfgs].every((cfg) => cfgs.isCurrent(cfg));
    let isSame = changes !== 'everything' && changes.size === 0 && notes.size === 0;
    for (const [fn, runs] of this.finished) {
      const good = everything ? [] : runs.filter(isGood);
      isSame &&= good.length === runs.length;
      if (good.length > 0) this.finished.set(fn, good);
      else this.finished.delete(fn);
    }
    // A name that is new may be a table's.
    if (
      everything ||
      changes.size > 0 ||
      (this.reading && !(isGood(this.reading) && this.hasSameHolders(this.reading)))
    )
      this.reading = undefined;
    return isSame && this.reading !== undefined;
  }

  /** No function has got a table, or lost its last one. */
  private hasSameHolders({ holders }: TableReading): boolean {
    const now = tableHolders(this.program);
    return now.length === holders.length && now.every((fn, i) => fn === holders[i]);
  }

  facts(budget: Budget): WskFacts {
    this.reading ??= readClientTables(this.surroundings);
    const used = new Map<FunctionEntity, FinishedRun[]>();
    let lessons = new Lessons();
    let runs: readonly FinishedRun[] = [];
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const roles = this.roles(this.callbacks(this.reading, lessons), lessons);
      const steps = stepsFor(roles);
      // The first time each run knows what those before it have found out, so that fewer of them have to be made again.
      const learnt = round === 0 ? new Lessons() : lessons;
      const now = roles.map((role) => {
        const run = this.run(role, learnt, used, budget, steps(role));
        if (round === 0) learnt.learn(run.root.fn, run.stored, run.recorder);
        return run;
      });
      const same = now.length === runs.length && now.every((run, i) => run === runs[i]);
      runs = now;
      if (same) break;
      lessons = lessonsOf(runs);
    }
    this.finished = used;
    return this.gather(runs, this.reading);
  }

  /** The run of the function in this role; one that is still good is not made again. */
  private run(
    { fn, callback }: Role,
    lessons: Lessons,
    used: Map<FunctionEntity, FinishedRun[]>,
    budget: Budget,
    steps: number,
  ): FinishedRun {
    const known = [...(used.get(fn) ?? []), ...(this.finished.get(fn) ?? [])].find(
      (run) => run.root.callback === callback && run.knowledge.holdsFor(lessons) && isAsFar(run, steps),
    );
    const run = known ?? runRoot(fn, callback, lessons, { ...this.surroundings, steps }, budget);
    const list = used.get(fn);
    if (!list) used.set(fn, [run]);
    else if (!list.includes(run)) list.push(run);
    return run;
  }

  /** Which functions are run, in the order of the text, and as what. */
  private roles(callbacks: ReadonlyMap<FunctionEntity, ReadonlySet<string>>, lessons: Lessons): readonly Role[] {
    const order = new Map([...this.program.files.keys()].map((file, index) => [file, index]));
    const roles: Role[] = [];
    for (const list of this.program.allFunctions()) {
      for (const fn of list) {
        if (fn.decl.isTemplate) continue;
        const served = [...(callbacks.get(fn) ?? [])].sort();
        for (const callback of served) roles.push({ fn, callback });
        if (served.length === 0 && (this.surroundings.relevance.touches(fn) || lessons.completions.has(fn)))
          roles.push({ fn, callback: undefined });
      }
    }
    // Other lambdas run where they are called.
    for (const fn of this.program.allLambdas()) {
      for (const callback of [...(callbacks.get(fn) ?? [])].sort()) roles.push({ fn, callback });
      if (!callbacks.has(fn) && lessons.completions.has(fn)) roles.push({ fn, callback: undefined });
    }
    const place = ({ fn }: Role): number => order.get(fn.file) ?? 0;
    return roles.sort((a, b) => place(a) - place(b) || a.fn.decl.start - b.fn.decl.start);
  }

  /** Functions that WSK calls: from the tables' initialisers, put there at run time, and what nothing in the workspace can call. */
  private callbacks({ tables, handlers }: TableReading, lessons: Lessons): Map<FunctionEntity, Set<string>> {
    const found = new Map([...lessons.callbacks].map(([fn, names]) => [fn, new Set(names)]));
    const add = (value: Value, callback: string): void => {
      if (value.k !== 'function' || !value.entity) return;
      const names = found.get(value.entity);
      if (names) names.add(callback);
      else found.set(value.entity, new Set([callback]));
    };
    for (const { callback, value } of handlers) add(value, callback);
    for (const { type, entries } of tables) {
      for (const { name, table, member } of model.callbacks.values()) {
        const value = table === type && member !== null ? entries.get(member) : undefined;
        for (const one of value ? alternatives(value) : []) add(one, name);
      }
    }
    for (const fn of [...this.program.allFunctions()].flat()) {
      if (found.has(fn) || this.surroundings.relevance.isNamed(fn)) continue;
      const callback = callbackByShape(fn, this.program);
      if (callback) found.set(fn, new Set([callback.name]));
    }
    return found;
  }

  private gather(runs: readonly FinishedRun[], reading: TableReading): WskFacts {
    const all = <T>(pick: (recorder: Recorder) => readonly T[]): T[] => runs.flatMap((run) => pick(run.recorder));
    const completionRoutines = new Map<FunctionEntity, CallFact[]>();
    for (const { routine, fact } of all((recorder) => recorder.completions)) {
      const known = completionRoutines.get(routine);
      if (known) known.push(fact);
      else completionRoutines.set(routine, [fact]);
    }
    const isComplete = !runs.some(({ root }) => root.incomplete);
    return {
      program: this.program,
      calls: all((recorder) => recorder.calls),
      returns: all((recorder) => recorder.returns),
      handedUp: all((recorder) => recorder.handedUp),
      exits: all((recorder) => recorder.exits),
      dereferences: all((recorder) => recorder.dereferences),
      socketUses: all((recorder) => recorder.socketUses),
      tableReads: all((recorder) => recorder.tableReads),
      writes: all((recorder) => recorder.writes),
      handovers: all((recorder) => recorder.handovers),
      handlers: [...reading.handlers, ...all((recorder) => recorder.handlers)],
      comparisons: all((recorder) => recorder.comparisons),
      irps: all((recorder) => recorder.irps),
      waits: all((recorder) => recorder.waits),
      tables: withWrites(
        reading.tables,
        all((recorder) => recorder.tableWrites),
        this.program,
        isComplete,
      ),
      roots: runs.map((run) => run.root),
      failures: runs.flatMap((run) => run.failure ?? []),
      callbacks: this.callbacks(reading, lessonsOf(runs)),
      completionRoutines,
    };
  }
}

/** With so many steps the run would have come as far. */
function isAsFar({ root, steps: had }: FinishedRun, steps: number): boolean {
  return steps === had || (steps > had && !root.incomplete);
}

/** A file with very many functions is followed less far in each of them, rather than in some not at all. */
function stepsFor(roles: readonly Role[]): (role: Role) => number {
  const counts = new Map<string, number>();
  for (const { fn } of roles) counts.set(fn.file, (counts.get(fn.file) ?? 0) + 1);
  return ({ fn }) =>
    Math.min(FLOW_CAPS.steps, Math.max(LEAST_STEPS, Math.floor(FILE_STEPS / (counts.get(fn.file) ?? 1))));
}

function lessonsOf(runs: readonly FinishedRun[]): Lessons {
  const lessons = new Lessons(calledIn(runs));
  for (const run of runs) lessons.learn(run.root.fn, run.stored, run.recorder);
  return lessons;
}

/** Functions that were gone through with what their callers hand them. */
function calledIn(runs: readonly FinishedRun[]): ReadonlySet<FunctionEntity> {
  const called = new Set<FunctionEntity>();
  for (const { recorder } of runs)
    for (const { frame } of recorder.calls)
      for (let f = frame; f.parent; f = f.parent) if (f.kind === 'call') called.add(f.fn);
  return called;
}

function overlaps(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const name of small) if (large.has(name)) return true;
  return false;
}
