/** What the runs of a program's functions learn from each other. */
import type { FunctionEntity } from '../flow/program';
import {
  combine,
  isOnly,
  knowledgeOf,
  sameSocket,
  tellsNothing,
  type FieldFact,
  type FieldKnowledge,
  type FieldReader,
} from './fieldFacts';
import { Setters } from './ownRoutine';
import type { Recorder } from './recorder';

/** `own`: every IRP that the routine completes is the driver's own. */
export type Completion = 'own' | 'any';

/** What all runs together say. */
export class Lessons implements FieldReader {
  private readonly fields = new Map<string, FieldKnowledge>();
  readonly completions = new Map<FunctionEntity, Completion>();
  private readonly setters = new Map<FunctionEntity, Setters>();
  /** Functions that are put into dispatch tables while the program runs, with the callbacks that they serve as. */
  readonly callbacks = new Map<FunctionEntity, Set<string>>();

  /**
   * `called`: functions whose callers are seen. What such a function stores in whatever it is given is known from them, and better
   * than from it alone.
   */
  constructor(private readonly called: ReadonlySet<FunctionEntity> = new Set()) {}

  storedSocket(keys: readonly string[]): FieldFact | undefined {
    const fact = knowledgeOf(keys, this.fields);
    return fact === undefined || fact === 'mixed' || fact.ownIrp ? undefined : fact;
  }

  holdsOwnIrp(keys: readonly string[]): boolean {
    const fact = knowledgeOf(keys, this.fields);
    return fact !== undefined && fact !== 'mixed' && fact.ownIrp;
  }

  learn(fn: FunctionEntity, stored: ReadonlyMap<string, FieldKnowledge>, { handlers, completions }: Recorder): void {
    const isCalled = this.called.has(fn);
    for (const [key, fact] of stored) {
      if (isCalled && isOnly(key) && tellsNothing(fact)) continue;
      const known = this.fields.get(key);
      this.fields.set(key, known ? combine(known, fact) : fact);
    }
    for (const { routine, fact } of completions) {
      let setters = this.setters.get(routine);
      if (!setters) this.setters.set(routine, (setters = new Setters()));
      setters.add(fact);
    }
    for (const routine of new Set(completions.map((one) => one.routine)))
      this.completions.set(routine, this.setters.get(routine)?.areOwn ? 'own' : 'any');
    for (const { callback, value } of handlers) {
      if (value.k !== 'function' || !value.entity) continue;
      const roles = this.callbacks.get(value.entity);
      if (roles) roles.add(callback);
      else this.callbacks.set(value.entity, new Set([callback]));
    }
  }
}

interface Asked<T> {
  readonly keys: readonly string[];
  readonly answer: T;
}

/** The lessons as one run sees them: what it asks for is noted, so that the run counts for as long as the answers stay. */
export class Knowledge implements FieldReader {
  private readonly sockets = new Map<string, Asked<FieldFact | undefined>>();
  private readonly irps = new Map<string, Asked<boolean>>();
  private readonly completions = new Map<FunctionEntity, Completion | undefined>();

  constructor(private readonly lessons: Lessons) {}

  storedSocket(keys: readonly string[]): FieldFact | undefined {
    const answer = this.lessons.storedSocket(keys);
    this.sockets.set(keys.join(), { keys, answer });
    return answer;
  }

  holdsOwnIrp(keys: readonly string[]): boolean {
    const answer = this.lessons.holdsOwnIrp(keys);
    this.irps.set(keys.join(), { keys, answer });
    return answer;
  }

  completion(fn: FunctionEntity): Completion | undefined {
    const known = this.lessons.completions.get(fn);
    this.completions.set(fn, known);
    return known;
  }

  holdsFor(lessons: Lessons): boolean {
    for (const { keys, answer } of this.sockets.values())
      if (!sameSocket(answer, lessons.storedSocket(keys))) return false;
    for (const { keys, answer } of this.irps.values()) if (answer !== lessons.holdsOwnIrp(keys)) return false;
    for (const [fn, completion] of this.completions) if (completion !== lessons.completions.get(fn)) return false;
    return true;
  }
}
