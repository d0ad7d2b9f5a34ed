/** What the runs of a program's functions learn from each other. */
import type { FunctionEntity } from '../flow/program';
import { combine, sameSocket, type FieldFact, type FieldKnowledge, type FieldReader } from './fieldFacts';
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

  storedSocket(key: string): FieldFact | undefined {
    const fact = this.fields.get(key);
    return fact === undefined || fact === 'mixed' || fact.ownIrp ? undefined : fact;
  }

  holdsOwnIrp(key: string): boolean {
    const fact = this.fields.get(key);
    return fact !== undefined && fact !== 'mixed' && fact.ownIrp;
  }

  learn(stored: ReadonlyMap<string, FieldKnowledge>, { handlers, completions }: Recorder): void {
    for (const [key, fact] of stored) {
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

/** The lessons as one run sees them: what it asks for is noted, so that the run counts for as long as the answers stay. */
export class Knowledge implements FieldReader {
  private readonly sockets = new Map<string, FieldFact | undefined>();
  private readonly irps = new Map<string, boolean>();
  private readonly completions = new Map<FunctionEntity, Completion | undefined>();

  constructor(private readonly lessons: Lessons) {}

  storedSocket(key: string): FieldFact | undefined {
    const known = this.lessons.storedSocket(key);
    this.sockets.set(key, known);
    return known;
  }

  holdsOwnIrp(key: string): boolean {
    const known = this.lessons.holdsOwnIrp(key);
    this.irps.set(key, known);
    return known;
  }

  completion(fn: FunctionEntity): Completion | undefined {
    const known = this.lessons.completions.get(fn);
    this.completions.set(fn, known);
    return known;
  }

  holdsFor(lessons: Lessons): boolean {
    for (const [key, fact] of this.sockets) if (!sameSocket(fact, lessons.storedSocket(key))) return false;
    for (const [key, own] of this.irps) if (own !== lessons.holdsOwnIrp(key)) return false;
    for (const [fn, completion] of this.completions) if (completion !== lessons.completions.get(fn)) return false;
    return true;
  }
}
