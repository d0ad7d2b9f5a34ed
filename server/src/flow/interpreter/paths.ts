/** Paths through a function: from node to node of its graph, with the states kept apart and joined. */
import type { Call, Expr } from '../../syntax/ast';
import { assume, capAt, compute, FLOW_CAPS, normalise, restrict } from '../arithmetic';
import type { Cfg, LocalVariable, Node } from '../graph';
import { isOnStack, type Frame } from '../frames';
import { leadingCalls } from '../leadingCalls';
import { rootOf, type Region } from '../regions';
import { reduceStates } from '../reduction';
import type { State } from '../state';
import { sameValue, type Value } from '../values';
import type { Conditions } from './conditions';
import type { Calls } from './calls';
import { fromEach } from './each';
import type { Activation, Context, Entry, Exit, Outcome } from './evaluation';
import type { Expressions } from './expressions';
import type { Initialisers } from './initialisers';
import type { Memory } from './memory';
import type { Places } from './places';
import type { InterpreterRun } from './run';
import type { StaticTypes } from './types';

const MAX_DEPTH = 10;

export class Paths {
  constructor(
    private readonly run: InterpreterRun,
    private readonly memory: Memory,
    private readonly places: Places,
    private readonly initialisers: Initialisers,
    private readonly conditions: Conditions,
    private readonly expressions: Expressions,
    private readonly calls: Calls,
    private readonly types: StaticTypes,
  ) {}

  /** Runs a function of the workspace in all these states; each outcome has its return value. */
  enter(activation: Activation, entries: readonly Entry[]): readonly Outcome[] | undefined {
    const { run } = this;
    const { fn, kind } = activation;
    if (run.besides.isUnderWay || !run.semantics.isMarginal(fn, kind)) return this.follow(activation, entries);
    return run.besides.within(fn, run, () =>
      this.follow(
        activation,
        entries.map((entry) => ({ ...entry, state: entry.state.fork() })),
      ),
    );
  }

  private follow(activation: Activation, entries: readonly Entry[]): readonly Outcome[] | undefined {
    const { fn, site, kind, parent, round, self, call, closure } = activation;
    if (parent.depth >= MAX_DEPTH || isOnStack(parent, fn) || this.run.steps > this.run.limit) {
      if (!this.run.semantics.isMarginal(fn, kind)) this.run.incomplete = true;
      return undefined;
    }
    const cfg = this.run.cfg(fn);
    if (cfg.opaque) return undefined;
    const bindings = closure
      ? closure.bindings
      : this.types.bindingsOf(fn, call, self?.type, this.run.callerOf(parent));
    const frame = this.run.makeFrame(fn, parent, site, kind, round, call, bindings, self);
    if (closure) this.run.closures.set(frame, closure);
    if (self) this.run.thisRegions.set(frame, self);
    else if (closure && fn.decl.isMethod) this.run.thisRegions.set(frame, this.places.self({ frame: closure }));
    for (const entry of entries) this.bindParameters(frame, cfg, entry);
    // A callee may use a part of what is left only: what comes after the call has to be seen too.
    const limit = this.run.limit;
    this.run.limit = Math.min(
      limit,
      this.run.steps + Math.max(FLOW_CAPS.least, (limit - this.run.steps) * FLOW_CAPS.share),
    );
    const exits = this.explore(
      frame,
      cfg,
      entries.map((entry) => entry.state),
    );
    this.run.limit = limit;
    const outcomes: Outcome[] = [];
    for (const exit of exits) {
      this.run.semantics.left(frame, exit.state);
      exit.state.dropRegions((region) => {
        const root = rootOf(region);
        return root.r === 'local' && root.frame === frame;
      });
      outcomes.push({ state: exit.state, value: exit.value ?? this.run.unknown(exit.site, { frame }) });
    }
    return this.reduceOutcomes(outcomes, this.capFor(frame, FLOW_CAPS.outcomes, entries.length), frame);
  }

  /** How many states are kept apart. What matters only at the margin adds few to those that came to it. */
  private capFor({ fn, kind, depth }: Frame, caps: readonly number[], entries: number): number {
    const cap = capAt(caps, depth);
    return depth > 0 && this.run.semantics.isMarginal(fn, kind) ? Math.min(cap, entries + FLOW_CAPS.marginal) : cap;
  }

  private bindParameters(frame: Frame, cfg: Cfg, { state, args }: Entry): void {
    cfg.params.forEach((local, i) => {
      const region = this.run.regions.local(frame, local);
      if (cfg.fn.decl.params?.[i]?.isPack) return this.bindPack(frame, region, args.slice(i), state);
      const arg = args[i];
      if (arg?.k === 'aggregate') this.memory.store(region, arg, state);
      else {
        const type = this.types.instantiated(local.type, frame);
        region.type = type;
        state.bind(region, arg ? this.memory.retype(arg, type) : this.run.parameter(local, cfg.fn, frame));
      }
    });
  }

  private bindPack(frame: Frame, pack: Region, args: readonly Value[], state: State): void {
    this.run.packs.set(frame, args.length);
    args.forEach((arg, i) => this.memory.store(this.run.regions.element(pack, i, undefined), arg, state));
  }

  private reduceOutcomes(outcomes: readonly Outcome[], cap: number, frame: Frame): readonly Outcome[] {
    if (outcomes.length <= 1) return outcomes;
    const result = this.run.regions.object('result', `${frame.id}`, undefined);
    for (const outcome of outcomes) outcome.state.bind(result, outcome.value);
    const reduced = reduceStates(
      outcomes.map((outcome) => outcome.state),
      cap,
    );
    if (!reduced.complete) this.run.incomplete = true;
    return reduced.states.map((state) => {
      const value = state.bound(result) ?? this.run.unknown(frame.fn.decl, { frame });
      state.dropRegions((region) => region === result);
      return { state, value };
    });
  }

  /** Every way through the graph from these states on. */
  explore(frame: Frame, cfg: Cfg, entry: readonly State[]): readonly Exit[] {
    const pending = new Map<number, State[]>([[cfg.entry, [...entry]]]);
    const visits = new Int32Array(cfg.nodes.length);
    const lastRounds = new Map<number, readonly State[]>();
    const exits: Exit[] = [];
    const cap = this.capFor(frame, FLOW_CAPS.states, entry.length);
    const rounds = frame.depth === 0 ? FLOW_CAPS.rounds : FLOW_CAPS.rounds - 1;
    while (pending.size > 0) {
      const id = this.first(pending, cfg, visits);
      const waiting = pending.get(id) ?? [];
      pending.delete(id);
      const node = cfg.nodes[id];
      if (!node || node.n === 'exit') continue;
      const round = visits[id] ?? 0;
      visits[id] = round + 1;
      // Beyond the budget nothing is followed any more, but each function is seen to its end, with few paths.
      this.run.steps += Math.ceil(waiting.length / FLOW_CAPS.statesPerStep);
      const exhausted = this.run.steps > this.run.limit;
      if (exhausted) {
        this.run.incomplete = true;
        // What is only done besides is given up then.
        if (this.run.besides.isUnderWay) return [];
      }
      for (const local of cfg.dying.get(id) ?? []) {
        const region = this.run.regions.local(frame, local);
        for (const state of waiting) state.reset(region, undefined);
      }
      for (const state of waiting) this.run.sweeper.sweep(state, () => this.run.entered(frame));
      if (node.n === 'join' && node.loop && round > 0) for (const state of waiting) this.run.semantics.roundEnds(state);
      let states = waiting.length > 1 ? this.reduce(waiting, exhausted ? FLOW_CAPS.exhausted : cap) : waiting;
      if (node.n === 'join' && node.loop) {
        if (round > rounds) continue;
        if (round === rounds) states = this.widen(states, node.loop.assigned, frame, id, lastRounds.get(id) ?? []);
        else if (round === rounds - 1)
          lastRounds.set(
            id,
            states.map((state) => state.fork()),
          );
      } else if (round > FLOW_CAPS.rounds * 8) {
        this.run.incomplete = true;
        continue;
      }
      for (const [to, next] of this.steps(node, states, { frame, cfg, round }, cap, exits)) {
        const list = pending.get(to);
        if (list) list.push(next);
        else pending.set(to, [next]);
      }
    }
    return exits;
  }

  /** One node in several states: calls that lead it are made for all of them at once. */
  private steps(
    node: Node,
    states: readonly State[],
    cx: Context,
    cap: number,
    exits: Exit[],
  ): readonly (readonly [number, State])[] {
    const calls = states.length > 1 ? leadingCalls(node, cx.cfg, (call) => this.calls.mayFollow(call, cx)) : [];
    if (calls.length === 0) return fromEach(states, (state) => this.step(node, state, cx, exits));
    const made = new Map<Call, Region>();
    let ready = states;
    for (const { call, discarded, temporary } of calls) {
      if (ready.length > cap) ready = this.reduce(ready, cap);
      const place = this.run.regions.local(cx.frame, temporary);
      const outcomes = this.calls.call(call, ready, { ...cx, made }, discarded);
      made.set(call, place);
      ready = outcomes.map(({ state, value }) => {
        state.bind(place, value);
        return state;
      });
    }
    const left = exits.length;
    const next = fromEach(ready, (state) => this.step(node, state, { ...cx, made }, exits));
    for (const place of made.values()) {
      for (const [, state] of next) state.reset(place, undefined);
      for (const { state } of exits.slice(left)) state.reset(place, undefined);
    }
    return next;
  }

  private reduce(states: readonly State[], cap: number): State[] {
    const reduced = reduceStates([...states], cap);
    if (!reduced.complete) this.run.incomplete = true;
    return reduced.states;
  }

  /** The first in order; the next round of a loop begins when all ways through its body have come to their end. */
  private first(pending: ReadonlyMap<number, unknown>, cfg: Cfg, visits: Int32Array): number {
    let best = -1;
    let position = Infinity;
    for (const id of pending.keys()) {
      const end = visits[id] ? (cfg.loopEnds[id] ?? -1) : -1;
      const order = end < 0 ? (cfg.order[id] ?? Infinity) : end + 0.5;
      if (order < position) {
        position = order;
        best = id;
      }
    }
    return best;
  }

  /** What further rounds may find: a variable that settled keeps its value, one that counts up stays above where it is. */
  private widen(
    states: readonly State[],
    assigned: ReadonlySet<LocalVariable>,
    frame: Frame,
    node: number,
    before: readonly State[],
  ): State[] {
    for (const local of assigned) {
      const region = this.run.regions.local(frame, local);
      const old = before.map((state) => state.bound(region));
      for (const state of states) {
        const value = state.bound(region);
        if (value && isPlain(value) && old.some((one) => one && sameValue(one, value))) continue;
        const id = `loop:${frame.id}:${node}:${local.index}`;
        state.reset(region, { d: 'havoc', id });
        if (value?.k !== 'int' || !old.every((one) => one?.k === 'int' && one.value < value.value)) continue;
        const widened = this.memory.load(region, state, this.run.site(local.span, { frame }));
        if (widened.k === 'symbol') restrict(state, widened.symbol.key, '>=', normalise(value.value));
      }
    }
    return this.reduce(states, 4);
  }

  private step(node: Node, state: State, cx: Context, exits: Exit[]): readonly (readonly [number, State])[] {
    switch (node.n) {
      case 'exit':
        return [];
      case 'join':
        return [[node.next, state]];
      case 'raise':
        return [
          [node.handler, state.fork()],
          [node.next, state],
        ];
      case 'eval':
        return this.expressions
          .evaluate(node.expr, state, cx, true)
          .map((outcome) => [node.next, outcome.state] as const);
      case 'declare':
        return this.initialisers
          .declare(node.local, node.init, node.span, state, cx)
          .map((s) => [node.next, s] as const);
      case 'branch': {
        const { yes, no } = this.conditions.condition(node.test, state, cx);
        if (yes.length > 0 && no.length > 0) {
          const site = this.run.site(node.test, cx);
          for (const s of yes) s.note(site, 'true');
          for (const s of no) s.note(site, 'false');
        }
        return [...yes.map((s) => [node.whenTrue, s] as const), ...no.map((s) => [node.whenFalse, s] as const)];
      }
      case 'switch':
        return this.switchOn(node, state, cx);
      case 'return':
        return this.leave(node, state, cx, exits);
      case 'unwound': {
        const returned = cx.cfg.nodes[node.of];
        const place = this.returnPlace(node.of, cx);
        const value = state.bound(place);
        state.dropRegions((region) => region === place);
        if (returned?.n === 'return')
          exits.push({ state, value, site: this.run.site(returned.value ?? returned.span, cx) });
        return [];
      }
      case 'opaque': {
        // Names in unreadable text may have been written there.
        for (const local of cx.cfg.locals) {
          if (node.names.includes(local.name)) {
            state.reset(this.run.regions.local(cx.frame, local), {
              d: 'havoc',
              id: `opaque:${cx.frame.id}:${node.id}:${local.index}`,
            });
          }
        }
        return [[node.next, state]];
      }
    }
  }

  private switchOn(node: Extract<Node, { n: 'switch' }>, start: State, cx: Context): (readonly [number, State])[] {
    const result: (readonly [number, State])[] = [];
    for (const { state, value } of this.expressions.evaluate(node.test, start, { ...cx, tests: true })) {
      let rest: State | undefined = state;
      let tested = value;
      const isThere = value.k === 'any' && state.bound(value.region) === value;
      for (const one of node.cases) {
        if (!rest) break;
        const label: Outcome | undefined = this.expressions.evaluate(one.value, rest.fork(), cx)[0];
        if (!label) continue;
        const site = this.run.site(one.value, cx);
        const equal = compute('==', tested, label.value, { site, kind: 'computed', parts: [] });
        const matching: State | undefined = assume(rest.fork(), equal, true);
        if (matching) {
          matching.note(site, 'case');
          result.push([one.target, matching]);
        }
        rest = assume(rest, equal, false);
        // What the label excludes is no alternative for those that follow.
        if (rest && isThere) tested = rest.bound(value.region) ?? tested;
      }
      if (rest) result.push([node.otherwise, rest]);
    }
    return result;
  }

  private leave(
    { id, value: expr, span, next }: Extract<Node, { n: 'return' }>,
    start: State,
    cx: Context,
    exits: Exit[],
  ): (readonly [number, State])[] {
    const site = this.run.site(span, cx);
    const outcomes: readonly { state: State; value: Value | undefined }[] = expr
      ? this.returned(expr, start, cx)
      : [{ state: start, value: undefined }];
    const left: (readonly [number, State])[] = [];
    for (const { state, value } of outcomes) {
      const valueSite = expr ? this.run.site(expr, cx) : site;
      this.run.semantics.returned(cx.frame, value, valueSite, state);
      if (next === cx.cfg.exit) exits.push({ state, value, site: valueSite });
      else {
        if (value) state.bind(this.returnPlace(id, cx), value);
        left.push([next, state]);
      }
    }
    return left;
  }

  private returned(expr: Expr, start: State, cx: Context): readonly Outcome[] {
    const { returnType } = cx.frame.fn.decl;
    if (!returnType.reference) {
      const type = this.types.instantiated(this.run.program.type(returnType, cx.frame.fn.file), cx.frame);
      const list = cx.cfg.expansions.get(expr) ?? expr;
      if (list.kind === 'initList' && type.t === 'record') return this.initialisers.made(list, type, start, cx);
      return this.places.overloads.evaluate(expr, type, start, cx);
    }
    return this.places.referent(expr, start, cx).map(({ state, region }) => ({
      state,
      value: region
        ? { ...this.run.pointer(region, this.run.site(expr, cx)), isReference: true }
        : this.run.unknown(expr, cx),
    }));
  }

  /** Where the value of a return waits until its scopes are left. */
  private returnPlace(node: number, { frame }: Context): Region {
    return this.run.regions.object('return', `${frame.id}:${node}`, undefined);
  }
}

/** Known for certain, whatever the round. */
function isPlain(value: Value): boolean {
  return value.k === 'int' || value.k === 'function' || value.k === 'pointer';
}
