/** Kernel events, and what waiting for them lets happen: a request that is with WSK completes at the wait. */
import { constantOf, restrict } from '../../flow/arithmetic';
import type { Engine, Outcome } from '../../flow/interpreter/evaluation';
import { rootOf, type Region } from '../../flow/regions';
import type { CallEvent } from '../../flow/semantics';
import type { State } from '../../flow/state';
import { isNull, type Site, type Value } from '../../flow/values';
import type { WaitFact } from '../facts';
import { eventGhost, irpGhost } from '../objects';
import { isNullHere, regionOf } from '../values';
import type { Irps } from './irps';
import { callKey, type SemanticRun } from './run';

const STATUS_TIMEOUT = 0x102;
/** WAIT_TYPE. */
const WAIT_ALL = 0;
const WAIT_ANY = 1;
const MAXIMUM_WAIT_OBJECTS = 64;

export class Waits {
  constructor(
    private readonly run: SemanticRun,
    private readonly irps: Irps,
  ) {}

  /** The kernel's routines for events and waits. */
  call(event: CallEvent, name: string, engine: Engine): readonly Outcome[] | undefined {
    const { args, state } = event;
    const [first, , third] = args;
    switch (name) {
      case 'KeInitializeEvent':
        return this.set(event, third !== undefined && constantOf(state, third) === 1, engine);
      case 'KeClearEvent':
      case 'KeResetEvent':
      case 'KeSetEvent':
      case 'KePulseEvent':
        return this.set(event, name === 'KeSetEvent', engine);
      case 'KeWaitForSingleObject':
      case 'KeWaitForMutexObject':
        return this.waitFor(event, first, args[4], engine);
      case 'KeWaitForMultipleObjects':
        return this.waitForMultiple(event, engine);
      default:
        return undefined;
    }
  }

  /** One wait for each object of the array: for all one after the other, or for any of them. */
  private waitForMultiple(event: CallEvent, engine: Engine): readonly Outcome[] {
    const { args, state } = event;
    const timeout = args[6];
    const objects = this.listed(args[0], args[1], state, event.site, engine);
    const kind = args[2] && constantOf(state, args[2]);
    if (!objects || (kind !== WAIT_ALL && kind !== WAIT_ANY)) return this.waitFor(event, undefined, timeout, engine);
    if (kind === WAIT_ANY) {
      const isOver = (outcome: Outcome): boolean => constantOf(outcome.state, outcome.value) === STATUS_TIMEOUT;
      return objects.flatMap((object, i) =>
        this.waitFor({ ...event, state: state.fork() }, object, timeout, engine, { result: i }).filter(
          (outcome) => i === 0 || !isOver(outcome),
        ),
      );
    }
    let waiting: readonly State[] = [state];
    const over: Outcome[] = [];
    for (const object of objects) {
      const outcomes = waiting.flatMap((one) => this.waitFor({ ...event, state: one }, object, timeout, engine));
      over.push(...outcomes.filter((outcome) => constantOf(outcome.state, outcome.value) === STATUS_TIMEOUT));
      waiting = outcomes.filter((outcome) => !over.includes(outcome)).map((outcome) => outcome.state);
    }
    return [...waiting.map((one) => this.ended(event, one, 0, engine)), ...over];
  }

  /** The objects of the array, where every one is known. */
  private listed(
    count: Value | undefined,
    array: Value | undefined,
    state: State,
    site: Site,
    engine: Engine,
  ): readonly Value[] | undefined {
    const n = count && constantOf(state, count);
    const first = array && regionOf(array, engine.regions);
    if (n === undefined || n < 1 || n > MAXIMUM_WAIT_OBJECTS || !first) return undefined;
    const objects: Value[] = [];
    for (let i = 0; i < n; i++) {
      const place = first.r === 'element' ? engine.regions.offset(first, i, first.type) : undefined;
      const held = engine.load(place ?? engine.regions.element(first, i, undefined), state, site);
      if (!regionOf(held, engine.regions)) return undefined;
      objects.push(held);
    }
    return objects;
  }

  /** The wait has this result. */
  private ended(event: CallEvent, state: State, result: number, engine: Engine): Outcome {
    const key = callKey(event);
    const value = engine.symbol(`wait:${key}`, 'wait', event.site);
    restrict(state, `wait:${key}`, '==', result);
    return { state, value };
  }

  private set(event: CallEvent, signalled: boolean, engine: Engine): readonly Outcome[] {
    const { state, site } = event;
    const [first] = event.args;
    this.run.fact(event, undefined);
    const region = first && regionOf(first, engine.regions);
    if (region) this.run.setGhost(region, eventGhost(signalled), state);
    return [{ state, value: engine.int(0, site) }];
  }

  private waitFor(
    event: CallEvent,
    object: Value | undefined,
    timeout: Value | undefined,
    engine: Engine,
    any?: WaitFact['any'],
  ): readonly Outcome[] {
    const { state, site } = event;
    const fact = this.run.fact(event, undefined);
    const region = object && regionOf(object, engine.regions);
    const limit = this.timeoutOf(timeout, state, engine, site);
    const outstanding = this.irps.outstanding(state);
    const zero = (s: State): Outcome => this.ended(event, s, any?.result ?? 0, engine);
    const late = (s: State): Outcome => this.ended(event, s, STATUS_TIMEOUT, engine);
    const already = region !== undefined && this.run.ghost('event', region, state)?.signalled === true;
    const original = state.fork();
    // An event that still is signalled from an earlier request is taken for reset: what is meant is this request.
    const ended = outstanding.flatMap(({ key: irpKey, ghost }) => {
      const start = original.fork();
      if (region && already) this.run.setGhost(region, eventGhost(false), start);
      const ends = this.irps.complete(irpKey, ghost, start, event.frame, event.round, engine);
      return ends.flatMap(({ state: after, followed }) => {
        const signalled = region ? this.run.ghost('event', region, after)?.signalled === true : true;
        if (!signalled && (followed || already)) return [];
        if (region) this.run.setGhost(region, eventGhost(false), after);
        return [{ signalled, outcome: zero(after) }];
      });
    });
    // A routine that nobody knows may set the event; where one is seen to set it, it is that one's request that is waited for.
    const seen = ended.filter(({ signalled }) => signalled);
    const results = (seen.length > 0 ? seen : ended).map(({ outcome }) => outcome);
    const satisfied = already || results.length > 0;
    if (results.length === 0 && already) {
      this.run.setGhost(region, eventGhost(false), state);
      results.push(zero(state));
    } else if (results.length === 0) results.push(zero(this.endedBySomebody(region, state)));
    if (limit !== 'none') results.push(late(original));
    this.run.recorder.waits.push({
      call: fact,
      event: object,
      region,
      timeout: limit,
      blocks: limit === 'none' || (limit === 'some' && this.isCertain(timeout, fact.before, engine, site)),
      outstanding: outstanding.map((o) => o.ghost),
      satisfied,
      ...(any && { any }),
    });
    return results;
  }

  /** Nothing that was seen sets the event: a request whose routine gets it, or what it is part of, may still be what ends the wait. */
  private endedBySomebody(event: Region | undefined, state: State): State {
    for (const { key, ghost } of event ? this.irps.outstanding(state) : []) {
      const context = ghost.routine?.args[2]?.value;
      const given = context && regionOf(context, this.run.regions);
      if (event && given && rootOf(given) === rootOf(event))
        state.setGhost(key, irpGhost({ ...ghost, phase: 'unknown', escaped: true }));
    }
    return state;
  }

  private timeoutOf(timeout: Value | undefined, state: State, engine: Engine, site: Site): WaitFact['timeout'] {
    if (!timeout || isNull(timeout)) return 'none';
    if (timeout.k !== 'pointer') return isNullHere(timeout, state) ? 'none' : 'some';
    const parts = this.timeoutParts(timeout.region, state, engine, site);
    // A structure zeroed before a member is set is not zero.
    if (state.within(timeout.region).some(([, part]) => !isNullHere(part, state))) return 'some';
    if (parts.some((part) => (constantOf(state, part) ?? 0) !== 0)) return 'some';
    return parts.some(isNull) ? 'zero' : 'some';
  }

  /** The timeout is a constant, and not zero. */
  private isCertain(timeout: Value | undefined, state: State, engine: Engine, site: Site): boolean {
    if (timeout?.k !== 'pointer') return false;
    const parts = this.timeoutParts(timeout.region, state, engine, site);
    return [...state.within(timeout.region).map(([, part]) => part), ...parts].some(
      (part) => (constantOf(state, part) ?? 0) !== 0,
    );
  }

  /** A LARGE_INTEGER as a whole, and its QuadPart. */
  private timeoutParts(region: Region, state: State, engine: Engine, site: Site): readonly Value[] {
    return [region, engine.regions.field(region, 'QuadPart', undefined)].map((part) => engine.load(part, state, site));
  }
}
