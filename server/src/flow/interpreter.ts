/**
 * Abstract interpretation of one function and what it calls, path by path.
 *
 * Expressions are evaluated to outcomes, because a call of a workspace function can end in several ways. A state given to an
 * evaluation is consumed: whoever needs it afterwards forks it first.
 */
import type {
  Assign,
  Binary,
  Call,
  Conditional,
  Expr,
  Ident,
  InitList,
  Member,
  Span,
  TypeName,
  Unary,
  Update,
} from '../syntax/ast';
import type { Cfg, LocalVariable, Node } from './cfg';
import type { Cfgs } from './cfgs';
import { add, assume, capAt, compute, constantOf, FLOW_CAPS, negate, normalise, restrict } from './arithmetic';
import type { Frame } from './frames';
import { isOnStack } from './frames';
import type { FunctionEntity, Program, VariableEntity } from './program';
import { baseOf, Regions, rootOf, pathBelow, type Region } from './regions';
import type { CallEvent, Semantics } from './semantics';
import { reduceStates, State } from './state';
import { canonicalMember, completeArray, memberType, pointee, pointerTo, type RecordType, type Type } from './types';
import {
  alternatives,
  isNull,
  sameValue,
  SyntaxSite,
  type Aggregate,
  type Origin,
  type Site,
  type Sym,
  type Value,
} from './values';

export interface Outcome {
  readonly state: State;
  readonly value: Value;
}
interface Place {
  readonly state: State;
  readonly region: Region | undefined;
}
interface Context {
  readonly frame: Frame;
  readonly cfg: Cfg;
  readonly round: number;
}
/** How a function was left. */
export interface Exit {
  readonly state: State;
  readonly value: Value | undefined;
  readonly site: Site;
}

const COMPOUND: Record<Exclude<Assign['op'], '='>, Binary['op']> = {
  '|=': '|',
  '&=': '&',
  '^=': '^',
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '%=': '%',
  '<<=': '<<',
  '>>=': '>>',
};
const MAX_DEPTH = 10;
const MAX_EXPRESSION_DEPTH = 300;

export class Interpreter {
  readonly regions = new Regions();
  /** Something was left out (too many paths, too deep): what "every path" does is not known. */
  incomplete = false;
  private steps = 0;
  private limit = FLOW_CAPS.steps as number;
  /** The graphs that the run went through. */
  readonly used = new Set<Cfg>();
  private readonly frames = new Map<string, Frame>();
  private depth = 0;
  private readonly thisRegions = new Map<Frame, Region>();
  /** Of the frames of lambdas: the frame that has the locals which they capture. */
  private readonly closures = new Map<Frame, Frame>();
  private readonly globalsInFlight = new Set<string>();

  constructor(
    readonly program: Program,
    readonly semantics: Semantics,
    private readonly cfgs: Cfgs,
    /** Numbers the frames of all runs: what is made in one of them is made nowhere else. */
    private readonly frameNumbers: { next: number },
    private readonly maxSteps: number = FLOW_CAPS.steps,
  ) {}

  cfg(fn: FunctionEntity): Cfg {
    return this.uses(this.cfgs.of(fn));
  }

  private uses(cfg: Cfg): Cfg {
    this.used.add(cfg);
    return cfg;
  }

  /** Runs a function with unknown arguments. `prepare` may say what is known of them. */
  runRoot(
    fn: FunctionEntity,
    prepare?: (frame: Frame, params: readonly Region[], state: State) => void,
  ): readonly Exit[] {
    this.steps = 0;
    this.limit = this.maxSteps;
    this.incomplete = false;
    const frame = this.makeFrame(fn, undefined, undefined, 'root', 0);
    const cfg = this.cfg(fn);
    if (cfg.opaque) {
      this.incomplete = true;
      return [];
    }
    const state = new State();
    const params = cfg.params.map((local) => this.regions.local(frame, local));
    cfg.params.forEach((local, i) => {
      const region = params[i];
      if (region) state.bind(region, this.parameter(local, fn, frame));
    });
    prepare?.(frame, params, state);
    return this.run(frame, cfg, state);
  }

  parameter(local: LocalVariable, fn: FunctionEntity, frame: Frame): Value {
    const symbol: Sym = {
      key: `param:${fn.id}:${local.name || local.index}`,
      type: local.type,
      tag: `param:${local.parameter ?? 0}`,
    };
    return { k: 'symbol', symbol, origin: this.origin(local.span, fn.file, frame, 'computed') };
  }

  private makeFrame(
    fn: FunctionEntity,
    parent: Frame | undefined,
    callSite: Site | undefined,
    kind: Frame['kind'],
    round: number,
    call?: Call,
  ): Frame {
    const key = `${parent?.id ?? 0}>${fn.id}@${callSite?.start ?? 0}#${round}${kind}`;
    const known = this.frames.get(key);
    if (known) return known;
    const frame: Frame = {
      id: this.frameNumbers.next++,
      fn,
      parent,
      callSite,
      call,
      depth: (parent?.depth ?? -1) + 1,
      kind,
    };
    this.frames.set(key, frame);
    return frame;
  }

  site(span: Span, cx: { readonly frame: Frame }): Site {
    return new SyntaxSite(span, cx.frame.fn.file, cx.frame);
  }

  origin(span: Span, file: string, frame: Frame | undefined, kind: Origin['kind']): Origin {
    return { site: new SyntaxSite(span, file, frame), kind, parts: [] };
  }

  unknown(span: Span, cx: { readonly frame: Frame }): Value {
    return { k: 'unknown', origin: this.origin(span, cx.frame.fn.file, cx.frame, 'computed') };
  }

  int(value: number, site: Site, kind: Origin['kind'] = 'computed', name?: string): Value {
    const origin: Origin =
      name === undefined ? { site, kind, parts: [], value } : { site, kind, name, parts: [], value };
    return { k: 'int', value, origin };
  }

  symbol(key: string, tag: string, site: Site, type?: Type): Value {
    return { k: 'symbol', symbol: { key, tag, type }, origin: { site, kind: 'computed', parts: [] } };
  }

  pointer(region: Region, site: Site): Value {
    return { k: 'pointer', region, origin: { site, kind: 'computed', parts: [] } };
  }

  relation(op: '>=' | '<', value: Value, n: number, site: Site): Value {
    const origin: Origin = { site, kind: 'computed', parts: [value.origin] };
    return compute(op, value, { k: 'int', value: n, origin }, origin);
  }

  /** Copies memory of unknown size: all that is known of one region is known of the other. */
  copy(from: Region, to: Region, state: State, site: Site): void {
    const type = from.type ?? to.type;
    if (type?.t === 'record')
      this.write(to, this.snapshot(from, state, { site, kind: 'computed', parts: [] }, type), site, state);
    else state.reset(to, { d: 'havoc', id: `copy:${site.start}:${from.key}` });
  }

  // ---------------------------------------------------------------------------------------------- functions

  /** Runs a function of the workspace with these arguments; each outcome has its return value. */
  enter(
    fn: FunctionEntity,
    args: readonly Value[],
    state: State,
    site: Site,
    kind: Frame['kind'],
    parent: Frame,
    round: number,
    self?: Region,
    call?: Call,
    closure?: Frame,
  ): readonly Outcome[] | undefined {
    if (parent.depth >= MAX_DEPTH || isOnStack(parent, fn) || this.steps > this.limit) {
      if (!this.semantics.isMarginal(fn)) this.incomplete = true;
      return undefined;
    }
    const cfg = this.cfg(fn);
    if (cfg.opaque) return undefined;
    const frame = this.makeFrame(fn, parent, site, kind, round, call);
    if (closure) this.closures.set(frame, closure);
    if (self) this.thisRegions.set(frame, self);
    else if (closure && fn.decl.isMethod) this.thisRegions.set(frame, this.self({ frame: closure }));
    cfg.params.forEach((local, i) => {
      const region = this.regions.local(frame, local);
      const arg = args[i];
      if (arg?.k === 'aggregate') this.store(region, arg, state);
      else state.bind(region, arg ? this.retype(arg, local.type) : this.parameter(local, fn, frame));
    });
    // A callee may use a part of what is left only: what comes after the call has to be seen too.
    const limit = this.limit;
    this.limit = Math.min(limit, this.steps + Math.max(200, (limit - this.steps) * FLOW_CAPS.share));
    const exits = this.run(frame, cfg, state);
    this.limit = limit;
    const outcomes: Outcome[] = [];
    for (const exit of exits) {
      this.semantics.left(frame, exit.state);
      exit.state.dropRegions((region) => {
        const root = rootOf(region);
        return root.r === 'local' && root.frame === frame;
      });
      outcomes.push({ state: exit.state, value: exit.value ?? this.unknown(exit.site, { frame }) });
    }
    return this.reduceOutcomes(
      outcomes,
      this.semantics.isMarginal(fn) ? FLOW_CAPS.marginal : capAt(FLOW_CAPS.outcomes, frame.depth),
      frame,
    );
  }

  private reduceOutcomes(outcomes: readonly Outcome[], cap: number, frame: Frame): readonly Outcome[] {
    if (outcomes.length <= 1) return outcomes;
    const result = this.regions.object('result', `${frame.id}`, undefined);
    for (const outcome of outcomes) outcome.state.bind(result, outcome.value);
    const reduced = reduceStates(
      outcomes.map((outcome) => outcome.state),
      cap,
    );
    if (!reduced.complete) this.incomplete = true;
    return reduced.states.map((state) => {
      const value = state.bound(result) ?? this.unknown(frame.fn.decl, { frame });
      state.dropRegions((region) => region === result);
      return { state, value };
    });
  }

  private run(frame: Frame, cfg: Cfg, entry: State): readonly Exit[] {
    const pending = new Map<number, State[]>([[cfg.entry, [entry]]]);
    const visits = new Int32Array(cfg.nodes.length);
    const lastRounds = new Map<number, readonly State[]>();
    const exits: Exit[] = [];
    const marginal = frame.depth > 0 && this.semantics.isMarginal(frame.fn);
    const cap = marginal ? FLOW_CAPS.marginal : capAt(FLOW_CAPS.states, frame.depth);
    const rounds = frame.depth === 0 ? FLOW_CAPS.rounds : FLOW_CAPS.rounds - 1;
    while (pending.size > 0) {
      const id = this.first(pending, cfg);
      const waiting = pending.get(id) ?? [];
      pending.delete(id);
      const node = cfg.nodes[id];
      if (!node || node.n === 'exit') continue;
      const round = visits[id] ?? 0;
      visits[id] = round + 1;
      // Beyond the budget nothing is followed any more, but each function is seen to its end, with few paths.
      const exhausted = ++this.steps > this.limit;
      if (exhausted) this.incomplete = true;
      for (const local of cfg.dying.get(id) ?? []) {
        const region = this.regions.local(frame, local);
        for (const state of waiting) state.reset(region, undefined);
      }
      const reduced =
        waiting.length > 1
          ? reduceStates(waiting, exhausted ? FLOW_CAPS.exhausted : cap)
          : { states: waiting, complete: true };
      if (!reduced.complete) this.incomplete = true;
      let states = reduced.states;
      if (node.n === 'join' && node.loop) {
        if (round > rounds) continue;
        if (round === rounds) states = this.widen(states, node.loop.assigned, frame, id, lastRounds.get(id) ?? []);
        else if (round === rounds - 1)
          lastRounds.set(
            id,
            states.map((state) => state.fork()),
          );
      } else if (round > FLOW_CAPS.rounds * 8) {
        this.incomplete = true;
        continue;
      }
      for (const state of states) {
        for (const [to, next] of this.step(node, state, { frame, cfg, round }, exits)) {
          const list = pending.get(to);
          if (list) list.push(next);
          else pending.set(to, [next]);
        }
      }
    }
    return exits;
  }

  private first(pending: ReadonlyMap<number, unknown>, cfg: Cfg): number {
    let best = -1;
    let position = Infinity;
    for (const id of pending.keys()) {
      const order = cfg.order[id] ?? Infinity;
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
      const region = this.regions.local(frame, local);
      const old = before.map((state) => state.bound(region));
      for (const state of states) {
        const value = state.bound(region);
        if (value && isPlain(value) && old.some((one) => one && sameValue(one, value))) continue;
        const id = `loop:${frame.id}:${node}:${local.index}`;
        state.reset(region, { d: 'havoc', id });
        if (value?.k !== 'int' || !old.every((one) => one?.k === 'int' && one.value < value.value)) continue;
        const widened = this.load(region, state, this.site(local.span, { frame }));
        if (widened.k === 'symbol') restrict(state, widened.symbol.key, '>=', normalise(value.value));
      }
    }
    const reduced = reduceStates([...states], 4);
    if (!reduced.complete) this.incomplete = true;
    return reduced.states;
  }

  private step(node: Node, state: State, cx: Context, exits: Exit[]): readonly (readonly [number, State])[] {
    switch (node.n) {
      case 'exit':
        return [];
      case 'join':
        return [[node.next, state]];
      case 'eval':
        return this.evaluate(node.expr, state, cx, true).map((outcome) => [node.next, outcome.state] as const);
      case 'declare':
        return this.declare(node.local, node.init, node.span, state, cx).map((s) => [node.next, s] as const);
      case 'branch': {
        const { yes, no } = this.condition(node.test, state, cx);
        if (yes.length > 0 && no.length > 0) {
          const site = this.site(node.test, cx);
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
          exits.push({ state, value, site: this.site(returned.value ?? returned.span, cx) });
        return [];
      }
      case 'opaque': {
        // Names in unreadable text may have been written there.
        for (const local of cx.cfg.locals) {
          if (node.names.includes(local.name)) {
            state.reset(this.regions.local(cx.frame, local), {
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
    for (const { state, value } of this.evaluate(node.test, start, cx)) {
      let rest: State | undefined = state;
      for (const one of node.cases) {
        if (!rest) break;
        const label: Outcome | undefined = this.evaluate(one.value, rest.fork(), cx)[0];
        if (!label) continue;
        const site = this.site(one.value, cx);
        const equal = compute('==', value, label.value, { site, kind: 'computed', parts: [] });
        const matching: State | undefined = assume(rest.fork(), equal, true);
        if (matching) {
          matching.note(site, 'case');
          result.push([one.target, matching]);
        }
        rest = assume(rest, equal, false);
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
    const site = this.site(span, cx);
    const outcomes: readonly { state: State; value: Value | undefined }[] = expr
      ? this.evaluate(expr, start, cx)
      : [{ state: start, value: undefined }];
    const left: (readonly [number, State])[] = [];
    for (const { state, value } of outcomes) {
      const valueSite = expr ? this.site(expr, cx) : site;
      this.semantics.returned(cx.frame, value, valueSite, state);
      if (next === cx.cfg.exit) exits.push({ state, value, site: valueSite });
      else {
        if (value) state.bind(this.returnPlace(id, cx), value);
        left.push([next, state]);
      }
    }
    return left;
  }

  /** Where the value of a return waits until its scopes are left. */
  private returnPlace(node: number, { frame }: Context): Region {
    return this.regions.object('return', `${frame.id}:${node}`, undefined);
  }

  private declare(local: LocalVariable, init: Expr | undefined, span: Span, start: State, cx: Context): State[] {
    const region = this.regions.local(cx.frame, local);
    const origin = this.origin(local.span, cx.frame.fn.file, cx.frame, 'missing');
    if (!init) {
      // A constructor, a base or a member's default, which are not followed, give the members their values.
      const isObject =
        local.type.t === 'record' && (!local.type.complete || this.program.hasConstructor(local.type.name));
      start.reset(region, isObject ? { d: 'havoc', id: `object:${region.key}` } : { d: 'undefined', origin });
      return [start];
    }
    const written = cx.cfg.expansions.get(init) ?? init;
    if (written.kind === 'initList') {
      start.reset(region, undefined);
      return this.initialise(region, local.type, written, start, cx);
    }
    const type = local.deducedFrom ? this.typeOf(local.deducedFrom, cx) : local.type;
    if (local.reference) {
      return this.place(init, start, cx).map(({ state, region: target }) => {
        state.bind(region, target ? this.pointer(target, this.site(init, cx)) : this.unknown(init, cx));
        return state;
      });
    }
    return this.evaluate(init, start, cx).map(({ state, value }) => {
      state.reset(region, undefined);
      this.write(region, this.retype(value, type), this.site(span, cx), state);
      return state;
    });
  }

  // ---------------------------------------------------------------------------------------------- memory

  /** Reads a region: what is bound, the enclosing fallback, or the value that it had before. */
  load(region: Region, state: State, site: Site): Value {
    const bound = state.bound(region);
    if (bound) return bound;
    const fallback = state.fallback(region);
    if (fallback) {
      if (fallback.d !== 'havoc' && isAmongOthers(region, state))
        return this.symbol(`one(${region.key})`, 'havoc', site, region.type);
      switch (fallback.d) {
        case 'zero':
          return { k: 'int', value: 0, origin: { ...fallback.origin, kind: 'zeroed' } };
        case 'undefined':
          return { k: 'undefined', origin: fallback.origin };
        case 'havoc':
          return this.symbol(`havoc(${fallback.id},${region.key})`, 'havoc', site, region.type);
      }
    }
    const known = this.semantics.initial(region) ?? this.initialOfGlobal(region, site);
    if (known) return known;
    const symbol: Sym = { key: `init(${region.key})`, type: region.type, tag: 'initial', initialOf: region };
    return { k: 'symbol', symbol, origin: { site, kind: 'computed', parts: [] } };
  }

  /** Part of a constant variable: its initialiser tells. */
  private initialOfGlobal(region: Region, site: Site): Value | undefined {
    const root = rootOf(region);
    if (root.r !== 'global' || !root.variable) return undefined;
    const variable = root.variable;
    if (!variable.decl.init || !this.holdsInitialiser(variable) || this.globalsInFlight.has(variable.id))
      return undefined;
    this.globalsInFlight.add(variable.id);
    try {
      const state = this.globalState(variable, root, site);
      const bound = state.bound(region);
      if (bound) return bound;
      if (isAmongOthers(region, state)) return undefined;
      const fallback = state.fallback(region);
      return fallback?.d === 'zero'
        ? { k: 'int', value: 0, origin: { ...fallback.origin, kind: 'zeroed' } }
        : undefined;
    } finally {
      this.globalsInFlight.delete(variable.id);
    }
  }

  private readonly globalStates = new Map<string, State>();

  private globalState(variable: VariableEntity, root: Region, site: Site): State {
    const known = this.globalStates.get(variable.id);
    if (known) return known;
    const state = new State();
    this.globalStates.set(variable.id, state);
    const init = variable.decl.init;
    if (init) {
      const cfg = this.uses(this.cfgs.ofInitialiser(variable, init));
      const cx: Context = { frame: this.makeFrame(cfg.fn, undefined, undefined, 'root', 0), cfg, round: 0 };
      const type = this.program.type(variable.decl.type, variable.file);
      const prepared = cfg.expansions.get(init) ?? init;
      if (prepared.kind === 'initList') this.initialise(root, type, prepared, state, cx);
      else {
        const outcome = this.evaluate(prepared, state, cx)[0];
        if (outcome) {
          if (outcome.state !== state) this.globalStates.set(variable.id, outcome.state);
          this.write(root, outcome.value, site, outcome.state);
          return outcome.state;
        }
      }
    }
    return state;
  }

  /** Variables that nothing in the workspace writes. */
  private holdsInitialiser(variable: VariableEntity): boolean {
    return variable.decl.type.isConst || !this.program.isWritten(variable.name);
  }

  /** Writes a value or a whole aggregate. */
  write(region: Region, value: Value, site: Site, state: State): void {
    this.store(region, value, state);
    this.semantics.wrote(region, value, site, state);
  }

  private store(region: Region, value: Value, state: State): void {
    if (value.k !== 'aggregate') {
      state.reset(region, undefined);
      state.bind(region, value);
      return;
    }
    const fallback =
      value.fallback === 'zero'
        ? { d: 'zero' as const, origin: value.origin }
        : value.fallback === 'undefined'
          ? { d: 'undefined' as const, origin: value.origin }
          : { d: 'havoc' as const, id: `copy(${value.region.key})@${value.origin.site.start}` };
    state.reset(region, fallback);
    for (const { path, value: part } of value.bindings) {
      let target = region;
      for (const step of path) {
        target =
          typeof step === 'string' && !/^\d/.test(step) && this.isMember(target, step)
            ? this.regions.field(target, step, memberType(target.type, step))
            : this.regions.element(target, step, pointee(target.type));
      }
      state.bind(target, part);
    }
  }

  private isMember(region: Region, name: string): boolean {
    return region.type?.t !== 'array' || memberType(region.type, name) !== undefined;
  }

  /** A structure read as a whole. */
  private snapshot(region: Region, state: State, origin: Origin, type: RecordType): Aggregate {
    const bindings: { path: (string | number)[]; value: Value }[] = [];
    for (const [part, value] of state.within(region)) {
      const path = pathBelow(part, region);
      if (path && path.length > 0) bindings.push({ path, value });
    }
    const fallback = state.fallback(region);
    if (!fallback) {
      const seen = new Set(bindings.map((b) => String(b.path[0])));
      for (const field of type.fields) {
        if (field.name === '' || seen.has(field.name)) continue;
        const fieldType = field.type();
        if (fieldType.t === 'record' || fieldType.t === 'array') continue;
        bindings.push({
          path: [field.name],
          value: this.load(this.regions.field(region, field.name, fieldType), state, origin.site),
        });
      }
    }
    return {
      k: 'aggregate',
      region,
      bindings,
      origin,
      fallback: fallback?.d === 'zero' ? 'zero' : fallback?.d === 'undefined' ? 'undefined' : 'unknown',
    };
  }

  private read(region: Region, type: Type | undefined, state: State, span: Span, cx: Context): Value {
    const site = this.site(span, cx);
    const known = region.type ?? type;
    if (known?.t === 'array') return this.pointer(this.regions.element(region, 0, known.element), site);
    if (known?.t === 'record') return this.snapshot(region, state, { site, kind: 'computed', parts: [] }, known);
    const value = this.load(region, state, site);
    this.semantics.read(region, value, site, state);
    return this.retype(value, type);
  }

  /** A symbol learns its type from the expression through which it is seen. */
  private retype(value: Value, type: Type | undefined): Value {
    if (value.k !== 'symbol' || !type || type.t === 'opaque' || type === value.symbol.type) return value;
    const old = value.symbol.type;
    if (old && old.t === 'pointer' && type.t === 'pointer' && type.to().t === 'opaque') return value;
    if (old && old.t === 'pointer' && type.t !== 'pointer') return value;
    return { ...value, symbol: { ...value.symbol, type } };
  }

  /** The region that a pointer value denotes; alternatives split the path. */
  private target(value: Value, expr: Expr, state: State, cx: Context): Place[] {
    const site = this.site(expr, cx);
    this.semantics.dereferenced(value, expr, site, state);
    switch (value.k) {
      case 'pointer':
        return [{ state, region: value.region }];
      case 'symbol':
        return [
          {
            state,
            region: this.regions.pointee(value.symbol, pointee(value.symbol.type) ?? pointee(this.typeOf(expr, cx))),
          },
        ];
      case 'any':
        return value.values
          .filter((one) => !isNull(one))
          .flatMap((one) => {
            const fork = state.fork();
            if (fork.bound(value.region) === value) fork.bind(value.region, one);
            return this.target(one, expr, fork, cx);
          });
      default:
        return [{ state, region: undefined }];
    }
  }

  /** The region that an lvalue denotes. */
  private place(expr: Expr, state: State, cx: Context): Place[] {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion) return this.place(expansion, state, cx);
    switch (expr.kind) {
      case 'ident':
        return this.identPlace(expr, state, cx);
      case 'unary':
        if (expr.op !== '*') break;
        return this.evaluate(expr.operand, state, cx).flatMap((o) => this.target(o.value, expr.operand, o.state, cx));
      case 'member':
        return this.memberBase(expr, state, cx).map(({ state: s, region }) => ({
          state: s,
          region:
            region &&
            this.regions.field(
              region,
              canonicalMember(region.type, expr.name),
              this.typeOf(expr, cx) ?? memberType(region.type, expr.name),
            ),
        }));
      case 'index':
        return this.indexPlace(expr, state, cx);
      case 'cast':
        return this.place(expr.operand, state, cx);
      case 'comma':
        return this.evaluate(expr.left, state, cx).flatMap((o) => this.place(expr.right, o.state, cx));
      case 'compoundLiteral': {
        const type = this.program.type(expr.type, cx.frame.fn.file);
        const region = this.regions.object('literal', `${cx.frame.id}:${expr.start}`, type);
        state.reset(region, undefined);
        return this.initialise(region, type, expr.init, state, cx).map((s) => ({ state: s, region }));
      }
      case 'assign':
      case 'update':
        return this.evaluate(expr, state, cx).flatMap((o) =>
          this.place(expr.kind === 'assign' ? expr.target : expr.operand, o.state, cx),
        );
      default:
        break;
    }
    // A structure returned by value: reached through a region of its own.
    return this.evaluate(expr, state, cx).map((o) => {
      if (o.value.k !== 'aggregate') return { state: o.state, region: undefined };
      const region = this.regions.object('temporary', `${cx.frame.id}:${expr.start}`, o.value.region.type);
      this.store(region, o.value, o.state);
      return { state: o.state, region };
    });
  }

  private identPlace(expr: Ident, state: State, cx: Context): Place[] {
    const local = cx.cfg.bindings.get(expr);
    if (local) {
      const region = local.entity ? this.globalRegion(local.entity) : this.localRegion(local, cx.frame);
      if (!isReference(local)) return [{ state, region }];
      return this.target(this.load(region, state, this.site(expr, cx)), expr, state, cx);
    }
    const variable = this.variableNamed(expr, cx);
    if (variable) return [{ state, region: this.globalRegion(variable) }];
    const member = this.implicitMember(expr, cx);
    if (member) return [{ state, region: member }];
    return [{ state, region: undefined }];
  }

  /** A local of the function, or one that a lambda captures. */
  private localRegion(local: LocalVariable, frame: Frame): Region {
    let owner: Frame | undefined = frame;
    while (owner && owner.fn !== local.owner) owner = this.closures.get(owner);
    return this.regions.local(owner ?? frame, local);
  }

  globalRegion(variable: VariableEntity): Region {
    return this.regions.global(variable.name, variable, this.variableType(variable));
  }

  private variableType(variable: VariableEntity): Type {
    return completeArray(this.program.type(variable.decl.type, variable.file), variable.decl.init);
  }

  private implicitMember(expr: Ident, cx: Context): Region | undefined {
    const fn = cx.frame.fn.decl;
    const owner = fn.scope[fn.scope.length - 1];
    if (!fn.isMethod || owner === undefined) return undefined;
    const type = this.program.named(owner, cx.frame.fn.file);
    const member = memberType(type, expr.name);
    return member && this.regions.field(this.self(cx, type), expr.name, member);
  }

  private self(cx: { readonly frame: Frame }, type?: Type): Region {
    const known = this.thisRegions.get(cx.frame);
    if (known) return known;
    const region = this.regions.pointee(
      { key: `this:${cx.frame.fn.decl.scope.join('::')}`, type: undefined, tag: 'this' },
      type,
    );
    this.thisRegions.set(cx.frame, region);
    return region;
  }

  private memberBase(expr: Member, state: State, cx: Context): Place[] {
    if (!expr.arrow) return this.place(expr.object, state, cx);
    return this.evaluate(expr.object, state, cx).flatMap((o) => this.target(o.value, expr.object, o.state, cx));
  }

  private indexPlace(expr: Extract<Expr, { kind: 'index' }>, start: State, cx: Context): Place[] {
    return this.evaluate(expr.object, start, cx).flatMap((o) =>
      this.evaluate(expr.index, o.state, cx).flatMap((i) => {
        const exact = constantOf(i.state, i.value);
        const index = exact ?? (i.value.k === 'symbol' ? i.value.symbol.key : undefined);
        return this.target(o.value, expr.object, i.state, cx).map(({ state, region }) => ({
          state,
          region: region && index !== undefined ? this.regions.offset(region, index, this.typeOf(expr, cx)) : undefined,
        }));
      }),
    );
  }

  /** Braced initialiser into a region: members in order or designated, what is not named is zero. */
  private initialise(region: Region, type: Type | undefined, list: InitList, state: State, cx: Context): State[] {
    const known = type ?? region.type;
    const fields = known?.t === 'record' && known.fields.length > 0 ? known.fields : undefined;
    // Values in the order of members that are not known: nothing can be said of any of them.
    const isPositional = list.items.some((item) => item.designators.length === 0 && !isZero(item.value));
    const isKnown = fields !== undefined || known?.t === 'array' || known?.t === 'scalar' || known?.t === 'pointer';
    state.reset(
      region,
      isPositional && !isKnown
        ? { d: 'havoc', id: `list:${cx.frame.id}:${list.start}:${region.key}` }
        : { d: 'zero', origin: { ...this.origin(list, cx.frame.fn.file, cx.frame, 'zeroed'), expr: list } },
    );
    let position = 0;
    let states = [state];
    for (const item of list.items) {
      let target: Region | undefined = region;
      let itemType: Type | undefined = known;
      if (item.designators.length > 0) {
        for (const designator of item.designators) {
          if (!target) break;
          if (typeof designator === 'string') {
            itemType = memberType(itemType, designator);
            target = this.regions.field(target, designator, itemType);
            const at = fields?.findIndex((field) => field.name === designator) ?? -1;
            if (at >= 0) position = at;
          } else {
            const first = states[0];
            const index = first && this.evaluate(designator, first.fork(), cx)[0];
            const exact = index && constantOf(index.state, index.value);
            itemType = itemType?.t === 'array' ? itemType.element : undefined;
            target = exact === undefined ? undefined : this.regions.element(target, exact, itemType);
            if (exact !== undefined) position = exact;
          }
        }
      } else if (fields) {
        const field = fields[position];
        itemType = field?.type();
        target = field && this.regions.field(region, field.name, itemType);
      } else if (known?.t === 'array') {
        itemType = known.element;
        target = this.regions.element(region, position, itemType);
      } else if (known?.t === 'scalar' || known?.t === 'pointer') {
        itemType = known;
      } else {
        target = undefined;
      }
      position++;
      const place = target;
      const value = item.value;
      states = states.flatMap((s) => {
        const nested = cx.cfg.expansions.get(value) ?? value;
        if (nested.kind === 'initList' && place) return this.initialise(place, itemType, nested, s, cx);
        return this.evaluate(value, s, cx).map((o) => {
          if (place) this.write(place, this.retype(o.value, itemType), this.site(value, cx), o.state);
          return o.state;
        });
      });
    }
    return states;
  }

  /** After unknown code ran: what the pointer reaches may have changed. */
  havoc(value: Value, state: State, id: string): void {
    if (value.k === 'pointer') {
      const region = value.region.r === 'element' && value.region.index === 0 ? value.region.base : value.region;
      state.reset(region, { d: 'havoc', id: `${id}:${region.key}` });
    } else if (value.k === 'symbol' && value.symbol.type?.t === 'pointer') {
      const region = this.regions.pointee(value.symbol, pointee(value.symbol.type));
      state.reset(region, { d: 'havoc', id: `${id}:${region.key}` });
    } else if (value.k === 'any') {
      for (const one of value.values) this.havoc(one, state, id);
    }
  }

  // ---------------------------------------------------------------------------------------------- expressions

  evaluate(expr: Expr, state: State, cx: Context, discarded = false): readonly Outcome[] {
    if (this.depth > MAX_EXPRESSION_DEPTH) return [{ state, value: this.unknown(expr, cx) }];
    this.depth++;
    try {
      return this.evaluateInner(expr, state, cx, discarded);
    } finally {
      this.depth--;
    }
  }

  private evaluateInner(expr: Expr, state: State, cx: Context, discarded: boolean): readonly Outcome[] {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion) return this.expanded(expr, expansion, state, cx, discarded);
    const site = (): Site => this.site(expr, cx);
    switch (expr.kind) {
      case 'number':
      case 'char':
        return [
          {
            state,
            value:
              expr.value === undefined
                ? this.unknown(expr, cx)
                : {
                    k: 'int',
                    value: expr.value,
                    origin: { site: site(), kind: 'literal', parts: [], value: expr.value, expr },
                  },
          },
        ];
      case 'string':
        return [
          {
            state,
            value: this.pointer(this.regions.object('string', `${cx.frame.fn.file}:${expr.start}`, undefined), site()),
          },
        ];
      case 'keyword':
        if (expr.name === 'this') return [{ state, value: this.pointer(this.self(cx), site()) }];
        return [{ state, value: this.int(expr.name === 'true' ? 1 : 0, site(), 'name', expr.name) }];
      case 'ident':
        return this.ident(expr, state, cx);
      case 'unary':
        return this.unary(expr, state, cx);
      case 'update':
        return this.update(expr, state, cx);
      case 'binary':
        return this.binary(expr, state, cx);
      case 'assign':
        return this.assign(expr, state, cx);
      case 'conditional':
        return this.conditional(expr, state, cx);
      case 'comma':
        return this.evaluate(expr.left, state, cx, true).flatMap((o) => this.evaluate(expr.right, o.state, cx));
      case 'call':
        return this.call(expr, state, cx, discarded);
      case 'member':
        return this.member(expr, state, cx);
      case 'index':
      case 'compoundLiteral':
        return this.place(expr, state, cx).map(({ state: s, region }) => ({
          state: s,
          value: region ? this.read(region, this.typeOf(expr, cx), s, expr, cx) : this.unknown(expr, cx),
        }));
      case 'cast':
        return this.cast(expr.operand, expr.type, state, cx, discarded);
      case 'sizeofType':
        return [{ state, value: this.sizeOf(this.program.type(expr.type, cx.frame.fn.file), expr, cx) }];
      case 'sizeofExpr':
        return [{ state, value: this.sizeOf(this.measuredType(expr.operand, cx), expr, cx) }];
      case 'offsetof':
        return [{ state, value: this.unknown(expr, cx) }];
      case 'lambda': {
        const entity = this.program.lambda(expr);
        if (!entity) return [{ state, value: this.unknown(expr, cx) }];
        const origin: Origin = { site: site(), kind: 'computed', parts: [], expr };
        return [{ state, value: { k: 'function', entity, name: entity.name, origin, closure: cx.frame } }];
      }
      case 'initList': {
        const region = this.regions.object('literal', `${cx.frame.id}:${expr.start}`, undefined);
        return this.initialise(region, undefined, expr, state, cx).map((s) => ({
          state: s,
          value: this.unknown(expr, cx),
        }));
      }
      case 'new': {
        const type = this.program.type(expr.type, cx.frame.fn.file);
        let states = [state];
        for (const arg of expr.args) states = states.flatMap((s) => this.evaluate(arg, s, cx).map((o) => o.state));
        return states.map((s) => ({
          state: s,
          value: this.symbol(
            `new:${cx.frame.id}:${expr.start}:${cx.round}`,
            'new',
            site(),
            pointerTo(type, `${type.name} *`),
          ),
        }));
      }
      case 'delete':
        return this.evaluate(expr.operand, state, cx);
      case 'unknown': {
        let states = [state];
        for (const part of expr.parts) states = states.flatMap((s) => this.evaluate(part, s, cx).map((o) => o.state));
        return states.map((s) => ({ state: s, value: this.unknown(expr, cx) }));
      }
    }
  }

  private expanded(use: Expr, expansion: Expr, state: State, cx: Context, discarded: boolean): readonly Outcome[] {
    const outcomes = this.evaluate(expansion, state, cx, discarded);
    const name = use.kind === 'ident' ? use.name : undefined;
    if (name === undefined) return outcomes;
    return outcomes.map((o) => {
      if (o.value.k === 'aggregate' || o.value.k === 'unknown') return o;
      const value = o.value.k === 'int' ? { value: o.value.value } : {};
      const origin: Origin = {
        site: this.site(use, cx),
        kind: 'name',
        name,
        parts: [o.value.origin],
        expr: use,
        ...value,
      };
      return { state: o.state, value: { ...o.value, origin } };
    });
  }

  private sizeOf(type: Type | undefined, expr: Expr, cx: Context): Value {
    const site = this.site(expr, cx);
    if (!type) return this.unknown(expr, cx);
    const origin: Origin = { site, kind: 'sizeof', name: type.name, parts: [], expr };
    if (type.size === undefined) return { k: 'size', measured: type, origin };
    return { k: 'int', value: type.size, origin: { ...origin, value: type.size }, measured: type };
  }

  /** `sizeof(x)` where x may be a type that looked like an expression. */
  private measuredType(expr: Expr, cx: Context): Type | undefined {
    const type = this.typeOf(expr, cx);
    if (type) return type;
    if (expr.kind !== 'ident' || cx.cfg.bindings.has(expr)) return undefined;
    const named = this.program.named(expr.name, cx.frame.fn.file);
    return named.t === 'opaque' ? undefined : named;
  }

  private ident(expr: Ident, state: State, cx: Context): readonly Outcome[] {
    const site = this.site(expr, cx);
    const file = cx.frame.fn.file;
    const local = cx.cfg.bindings.get(expr);
    if (local) {
      return this.identPlace(expr, state, cx).map(({ state: s, region }) => ({
        state: s,
        value: region
          ? this.read(
              region,
              isReference(local) ? undefined : local.deducedFrom ? this.typeOf(local.deducedFrom, cx) : local.type,
              s,
              expr,
              cx,
            )
          : this.unknown(expr, cx),
      }));
    }
    const enumerator = this.program.resolveEnumerator(expr.name, file);
    if (enumerator) {
      const value = this.enumeratorValue(enumerator.name, file, cx);
      if (value)
        return [
          {
            state,
            value: {
              ...value,
              origin: {
                site,
                kind: 'name',
                name: expr.name,
                parts: [value.origin],
                expr,
                ...(value.k === 'int' ? { value: value.value } : {}),
              },
            },
          },
        ];
    }
    const fn = this.functionNamed(expr, cx);
    const variable = this.variableNamed(expr, cx);
    if (variable) {
      const region = this.globalRegion(variable);
      return [{ state, value: this.read(region, region.type, state, expr, cx) }];
    }
    if (fn || this.program.resolvePrototype(expr.name, file)) {
      return [
        {
          state,
          value: {
            k: 'function',
            entity: fn,
            name: expr.name,
            origin: { site, kind: 'name', name: expr.name, parts: [], expr },
          },
        },
      ];
    }
    const constant = this.program.platform.constant(expr.name);
    if (constant !== undefined) {
      return [
        {
          state,
          value: {
            k: 'int',
            value: constant,
            origin: { site, kind: 'name', name: expr.name, parts: [], value: constant, expr },
          },
        },
      ];
    }
    const member = this.implicitMember(expr, cx);
    if (member) return [{ state, value: this.read(member, member.type, state, expr, cx) }];
    const builtin = this.regions.global(expr.name, undefined, undefined);
    const value = this.semantics.initial(builtin);
    return [
      { state, value: value ?? { k: 'unknown', origin: { site, kind: 'name', name: expr.name, parts: [], expr } } },
    ];
  }

  private readonly enumeratorValues = new Map<string, Value | undefined>();

  private enumeratorValue(name: string, file: string, cx: Context): Value | undefined {
    const entity = this.program.resolveEnumerator(name, file);
    if (!entity) return undefined;
    const key = `${entity.file}:${entity.name}:${entity.span.start}`;
    if (this.enumeratorValues.has(key)) return this.enumeratorValues.get(key);
    this.enumeratorValues.set(key, undefined);
    const member = entity.declaration.members[entity.position];
    let value: Value | undefined;
    if (member?.value) {
      const frame: Frame = { ...cx.frame, fn: { ...cx.frame.fn, file: entity.file } };
      const outcome = this.evaluate(member.value, new State(), {
        ...cx,
        frame,
        cfg: this.uses(this.cfgs.ofConstant(member.value, entity.file, entity.name)),
      })[0];
      value = outcome?.value;
    } else {
      const previous = entity.declaration.members[entity.position - 1];
      const before = previous ? this.enumeratorValue(previous.name, entity.file, cx) : undefined;
      const next = !previous ? 0 : before?.k === 'int' ? before.value + 1 : undefined;
      if (next !== undefined) value = this.int(next, new SyntaxSite(entity.span, entity.file, undefined), 'literal');
    }
    this.enumeratorValues.set(key, value);
    return value;
  }

  private unary(expr: Unary, start: State, cx: Context): readonly Outcome[] {
    const site = this.site(expr, cx);
    switch (expr.op) {
      case '&':
        return this.addressOf(expr, start, cx);
      case '*':
        return this.place(expr, start, cx).map(({ state, region }) => ({
          state,
          value: region ? this.read(region, this.typeOf(expr, cx), state, expr, cx) : this.unknown(expr, cx),
        }));
      case '!':
        return this.evaluate(expr.operand, start, cx).map((o) => ({
          state: o.state,
          value: negate(o.value, { site, kind: 'computed', parts: [o.value.origin] }),
        }));
      default:
        return this.evaluate(expr.operand, start, cx).map((o) => {
          // `+[] { … }`: the lambda as a plain function.
          if (expr.op === '+' && o.value.k === 'function') return o;
          const n = constantOf(o.state, o.value);
          if (n === undefined) return { state: o.state, value: this.unknown(expr, cx) };
          const value = expr.op === '-' ? -n : expr.op === '~' ? ~n >>> 0 : n;
          return {
            state: o.state,
            value: {
              k: 'int',
              value,
              origin: { site, kind: 'operator', name: expr.op, parts: [o.value.origin], value, expr },
            },
          };
        });
    }
  }

  private addressOf(expr: Unary, start: State, cx: Context): readonly Outcome[] {
    const operand = expr.operand;
    const origin: Origin = { site: this.site(expr, cx), kind: 'operator', name: '&', parts: [], expr };
    if (operand.kind === 'ident' && !cx.cfg.bindings.has(operand) && !cx.cfg.expansions.has(operand)) {
      const variable = this.variableNamed(operand, cx);
      if (variable) return [{ state: start, value: { k: 'pointer', region: this.globalRegion(variable), origin } }];
      const fn = this.functionNamed(operand, cx);
      if (fn) return [{ state: start, value: { k: 'function', entity: fn, name: fn.name, origin } }];
      if (!this.implicitMember(operand, cx)) {
        return [
          {
            state: start,
            value: { k: 'pointer', region: this.regions.global(operand.name, undefined, undefined), origin },
          },
        ];
      }
    }
    return this.place(operand, start, cx).map(({ state, region }) => ({
      state,
      value: region ? { k: 'pointer', region, origin } : this.unknown(expr, cx),
    }));
  }

  private update(expr: Update, start: State, cx: Context): readonly Outcome[] {
    return this.place(expr.operand, start, cx).map(({ state, region }) => {
      if (!region) return { state, value: this.unknown(expr, cx) };
      const site = this.site(expr, cx);
      const old = this.read(region, this.typeOf(expr.operand, cx), state, expr, cx);
      const changed = add(
        old,
        expr.op === '++' ? 1 : -1,
        { site, kind: 'computed', parts: [old.origin] },
        this.regions,
      );
      this.write(region, changed, site, state);
      return { state, value: expr.prefix ? changed : old };
    });
  }

  private binary(expr: Binary, start: State, cx: Context): readonly Outcome[] {
    const site = this.site(expr, cx);
    if (expr.op === '&&' || expr.op === '||') {
      const parts = [expr.left, expr.right].flatMap((operand) =>
        isOperand(operand, cx) ? this.evaluate(operand, start.fork(), cx).map((o) => o.value.origin) : [],
      );
      const { yes, no } = this.condition(expr, start, cx);
      const logical = (value: number): Value => ({
        k: 'int',
        value,
        origin: { site, kind: 'logical', name: expr.op, parts, value, expr },
      });
      return [
        ...yes.map((state) => ({ state, value: logical(1) })),
        ...no.map((state) => ({ state, value: logical(0) })),
      ];
    }
    return this.evaluate(expr.left, start, cx).flatMap((l) =>
      this.evaluate(expr.right, l.state, cx).map((r) => {
        const origin: Origin = { site, kind: 'operator', name: expr.op, parts: [l.value.origin, r.value.origin], expr };
        if (expr.op === '==' || expr.op === '!=') this.semantics.compared(l.value, r.value, site, r.state);
        if (expr.op === '+' || expr.op === '-') {
          const n = constantOf(r.state, r.value);
          if (n !== undefined)
            return { state: r.state, value: add(l.value, expr.op === '+' ? n : -n, origin, this.regions) };
        }
        const left = constantOf(r.state, l.value);
        const right = constantOf(r.state, r.value);
        const exactLeft: Value =
          left !== undefined && l.value.k === 'symbol' ? { k: 'int', value: left, origin: l.value.origin } : l.value;
        const exactRight: Value =
          right !== undefined && r.value.k === 'symbol' ? { k: 'int', value: right, origin: r.value.origin } : r.value;
        return { state: r.state, value: compute(expr.op, exactLeft, exactRight, origin) };
      }),
    );
  }

  private assign(expr: Assign, start: State, cx: Context): readonly Outcome[] {
    const site = this.site(expr, cx);
    const expansion = cx.cfg.expansions.get(expr.value) ?? expr.value;
    if (expr.op === '=' && expansion.kind === 'initList') {
      return this.place(expr.target, start, cx).flatMap(({ state, region }) =>
        region
          ? this.initialise(region, this.typeOf(expr.target, cx), expansion, state, cx).map((s) => ({
              state: s,
              value: this.unknown(expr, cx),
            }))
          : [{ state, value: this.unknown(expr, cx) }],
      );
    }
    return this.evaluate(expr.value, start, cx).flatMap((v) =>
      this.place(expr.target, v.state, cx).map(({ state, region }) => {
        const type = this.typeOf(expr.target, cx);
        let value = this.retype(v.value, type);
        if (expr.op !== '=') {
          const old = region ? this.read(region, type, state, expr.target, cx) : this.unknown(expr.target, cx);
          const origin: Origin = {
            site,
            kind: 'operator',
            name: expr.op.slice(0, -1),
            parts: [old.origin, v.value.origin],
            expr,
          };
          const n = constantOf(state, v.value);
          value =
            (expr.op === '+=' || expr.op === '-=') && n !== undefined
              ? add(old, expr.op === '+=' ? n : -n, origin, this.regions)
              : compute(COMPOUND[expr.op], old, v.value, origin);
        }
        if (region) this.write(region, value, site, state);
        return { state, value };
      }),
    );
  }

  private conditional(expr: Conditional, start: State, cx: Context): readonly Outcome[] {
    const { yes, no } = this.condition(expr.test, start, cx);
    if (yes.length > 0 && no.length > 0) {
      const site = this.site(expr.test, cx);
      for (const s of yes) s.note(site, 'true');
      for (const s of no) s.note(site, 'false');
    }
    return [
      ...yes.flatMap((s) => this.evaluate(expr.then, s, cx)),
      ...no.flatMap((s) => this.evaluate(expr.otherwise, s, cx)),
    ];
  }

  private member(expr: Member, start: State, cx: Context): readonly Outcome[] {
    return this.place(expr, start, cx).map(({ state, region }) => {
      if (!region) return { state, value: this.unknown(expr, cx) };
      const base = baseOf(region);
      const name = this.semantics.tableFunction(expr.name, base?.type);
      if (base && name !== undefined && !state.bound(region)) {
        const site = this.site(expr, cx);
        const origin: Origin = { site, kind: 'name', name, parts: [], expr };
        // The table's region may have been seen under another type: what is written here counts.
        const object = this.typeOf(expr.object, cx);
        const type = (expr.arrow ? pointee(object) : object) ?? base.type;
        const table = { expr: expr.object, value: this.pointer(base, site), type };
        return { state, value: { k: 'function', entity: undefined, name, origin, table } };
      }
      return { state, value: this.read(region, this.typeOf(expr, cx), state, expr, cx) };
    });
  }

  private cast(operand: Expr, written: TypeName, start: State, cx: Context, discarded: boolean): readonly Outcome[] {
    const type = this.program.type(written, cx.frame.fn.file);
    const isVoid = written.base.toLowerCase() === 'void' && written.pointers === 0;
    return this.evaluate(operand, start, cx, discarded && !isVoid).map((o) => ({
      state: o.state,
      value: this.retype(o.value, type),
    }));
  }

  // ---------------------------------------------------------------------------------------------- conditions

  condition(expr: Expr, state: State, cx: Context): { readonly yes: State[]; readonly no: State[] } {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion && this.depth < MAX_EXPRESSION_DEPTH) return this.condition(expansion, state, cx);
    if (expr.kind === 'unary' && expr.op === '!') {
      const { yes, no } = this.condition(expr.operand, state, cx);
      return { yes: no, no: yes };
    }
    if (expr.kind === 'binary' && expr.op === '&&') {
      const left = this.condition(expr.left, state, cx);
      const right = left.yes.map((s) => this.condition(expr.right, s, cx));
      return { yes: right.flatMap((r) => r.yes), no: [...left.no, ...right.flatMap((r) => r.no)] };
    }
    if (expr.kind === 'binary' && expr.op === '||') {
      const left = this.condition(expr.left, state, cx);
      const right = left.no.map((s) => this.condition(expr.right, s, cx));
      return { yes: [...left.yes, ...right.flatMap((r) => r.yes)], no: right.flatMap((r) => r.no) };
    }
    const yes: State[] = [];
    const no: State[] = [];
    for (const { state: s, value } of this.truth(expr, state, cx)) {
      const positive = assume(s.fork(), value, true);
      const negative = assume(s, value, false);
      if (positive) yes.push(positive);
      if (negative) no.push(negative);
    }
    return { yes, no };
  }

  /** What a test asks of an expression: its value, or what the object's `operator bool` says. */
  private truth(expr: Expr, state: State, cx: Context): readonly Outcome[] {
    const conversions = this.program.functionsNamed('operator bool');
    const type = conversions.length === 0 ? undefined : this.typeOf(expr, cx);
    const conversion = type?.t === 'record' ? conversions.find((fn) => fn.decl.scope.at(-1) === type.name) : undefined;
    if (!conversion) return this.evaluate(expr, state, cx);
    return this.place(expr, state, cx).flatMap(({ state: s, region }) => {
      const before = s.fork();
      const site = this.site(expr, cx);
      return (
        this.enter(conversion, [], s, site, 'call', cx.frame, cx.round, region) ?? [
          { state: before, value: this.unknown(expr, cx) },
        ]
      );
    });
  }

  // ---------------------------------------------------------------------------------------------- calls

  private call(expr: Call, start: State, cx: Context, discarded: boolean): readonly Outcome[] {
    const callee = expr.callee;
    const site = this.site(expr, cx);
    const direct =
      callee.kind === 'ident' && !cx.cfg.bindings.has(callee) && !cx.cfg.expansions.has(callee)
        ? callee.name
        : undefined;
    const targets: {
      state: State;
      name: string | undefined;
      entity: FunctionEntity | undefined;
      table: CallEvent['table'];
      self: Region | undefined;
      closure?: Frame | undefined;
    }[] = [];
    if (
      direct !== undefined &&
      callee.kind === 'ident' &&
      (this.semantics.isBuiltin(direct) || !this.holdsFunction(callee, cx))
    ) {
      const entity = this.functionNamed(callee, cx, expr.args.length);
      const inherits = entity?.decl.isMethod === true && cx.frame.fn.decl.isMethod;
      targets.push({
        state: start,
        name: direct,
        entity,
        table: undefined,
        self: inherits ? this.self(cx) : undefined,
      });
    } else {
      const member = stripCasts(callee);
      if (member.kind === 'member') {
        for (const { state, region } of this.memberBase(member, start, cx)) {
          const tableType = region?.type ?? this.typeOf(member.object, cx);
          const written = this.typeOf(member.object, cx);
          const type = member.arrow ? pointee(written) : written;
          const field = region && this.regions.field(region, member.name, this.typeOf(member, cx));
          const fieldValue =
            field &&
            (state.bound(field) ?? this.semantics.initial(field) ?? this.initialOfGlobal(field, this.site(member, cx)));
          const value = fieldValue?.k === 'function' ? fieldValue : undefined;
          const method = value ? undefined : this.method(member.name, type ?? tableType, expr, cx);
          const ownMethod =
            method !== undefined &&
            method === this.program.method((type ?? tableType)?.name ?? '', member.name, expr.args.length);
          const byTable = ownMethod ? undefined : this.semantics.tableFunction(member.name, type ?? tableType);
          const isMethod = byTable === undefined ? method : undefined;
          const base: Value = region
            ? this.pointer(region, this.site(member.object, cx))
            : this.unknown(member.object, cx);
          targets.push({
            state,
            name:
              value?.name ??
              byTable ??
              isMethod?.name ??
              this.semantics.typedFunction(this.typeOf(member, cx)) ??
              (type === undefined || type.t === 'opaque' ? member.name : undefined),
            entity: value?.entity ?? isMethod,
            closure: value?.closure,
            table: value?.table ?? { expr: member.object, value: base, type: type ?? tableType },
            self: isMethod && region,
          });
        }
      } else {
        for (const { state, value } of this.evaluate(stripCasts(callee), start, cx)) {
          const known = oneFunction(value);
          for (const one of known)
            targets.push({ state: known.length > 1 ? state.fork() : state, ...this.pointedFunction(one, callee, cx) });
        }
      }
    }
    return targets.flatMap((target) =>
      this.arguments(expr.args, target.state, target.entity, cx).flatMap(({ state, values }) => {
        const event: CallEvent = {
          call: expr,
          name: target.name,
          table: target.table,
          entity: target.entity,
          args: values,
          frame: cx.frame,
          site,
          state,
          discarded,
          round: cx.round,
        };
        return this.invoke(event, cx, target.self, target.closure);
      }),
    );
  }

  /** The method of a class of the workspace that `object.name(…)` calls: of the object's own class where it has one. */
  private method(name: string, type: Type | undefined, call: Call, cx: Context): FunctionEntity | undefined {
    const own = type && this.program.method(type.name, name, call.args.length);
    if (own) return own;
    const fn = this.program.resolveFunction(name, cx.frame.fn.file, call.args.length);
    return fn?.decl.isMethod === true ? fn : undefined;
  }

  private functionNamed(
    { name, scope }: Ident,
    cx: { readonly frame: Frame },
    argumentCount?: number,
  ): FunctionEntity | undefined {
    const { file, decl } = cx.frame.fn;
    return this.program.resolveFunction(name, file, argumentCount, scope ?? decl.scope);
  }

  private variableNamed({ name, scope }: Ident, cx: { readonly frame: Frame }): VariableEntity | undefined {
    const { file, decl } = cx.frame.fn;
    return this.program.resolveVariable(name, file, scope ?? decl.scope);
  }

  /** The name in `name(…)` is a variable or a member that a function was stored in. */
  private holdsFunction(callee: Ident, cx: Context): boolean {
    if (this.variableNamed(callee, cx)) return true;
    return !this.functionNamed(callee, cx) && this.implicitMember(callee, cx) !== undefined;
  }

  /** What a call through a pointer calls: the function that it holds, or the one that its type tells. */
  private pointedFunction(
    value: Value,
    callee: Expr,
    cx: Context,
  ): {
    name: string | undefined;
    entity: FunctionEntity | undefined;
    table: CallEvent['table'];
    self: undefined;
    closure?: Frame | undefined;
  } {
    if (value.k === 'function') {
      const { name, entity, table, closure } = value;
      return { name, entity, table, self: undefined, closure };
    }
    const name = this.semantics.typedFunction(this.typeOf(stripCasts(callee), cx));
    const table = name === undefined ? undefined : { expr: callee, value, type: undefined };
    return { name, entity: undefined, table, self: undefined };
  }

  private arguments(
    args: readonly Expr[],
    start: State,
    entity: FunctionEntity | undefined,
    cx: Context,
  ): { state: State; values: Value[] }[] {
    let partial: { state: State; values: Value[] }[] = [{ state: start, values: [] }];
    args.forEach((arg, i) => {
      const byReference = entity?.decl.params?.[i]?.type.reference === true;
      partial = partial.flatMap(({ state, values }) => {
        if (byReference) {
          return this.referent(arg, state, cx).map((p) => ({
            state: p.state,
            values: [...values, p.region ? this.pointer(p.region, this.site(arg, cx)) : this.unknown(arg, cx)],
          }));
        }
        return this.evaluate(arg, state, cx).map((o) => ({ state: o.state, values: [...values, o.value] }));
      });
    });
    return partial;
  }

  /** What a reference is bound to: an object, or a temporary that holds the value. */
  private referent(expr: Expr, start: State, cx: Context): readonly Place[] {
    const written = cx.cfg.expansions.get(expr) ?? expr;
    const isObject = /^(?:ident|member|index|unary)$/.test(written.kind);
    return (isObject ? this.place(expr, start, cx) : [{ state: start, region: undefined }]).flatMap(
      ({ state, region }): readonly Place[] => {
        if (region) return [{ state, region }];
        return this.evaluate(expr, state, cx).map((o) => {
          const temporary = this.regions.object('temporary', `${cx.frame.id}:${expr.start}`, this.typeOf(expr, cx));
          this.store(temporary, o.value, o.state);
          return { state: o.state, region: temporary };
        });
      },
    );
  }

  private invoke(
    event: CallEvent,
    cx: Context,
    self: Region | undefined,
    closure: Frame | undefined,
  ): readonly Outcome[] {
    const modelled = this.semantics.call(event, this);
    if (modelled) return modelled;
    const { entity, site } = event;
    let state = event.state;
    const runsLambda = event.args.some((arg) => isLambda(arg, state)) || entity?.outer !== undefined;
    if (entity && (runsLambda || this.semantics.follows(entity, cx.frame))) {
      const before = state.fork();
      const outcomes = this.enter(
        entity,
        event.args,
        state,
        site,
        'call',
        cx.frame,
        cx.round,
        self,
        event.call,
        closure,
      );
      if (outcomes) return outcomes;
      state = before;
    }
    for (const arg of event.args) {
      this.semantics.escaped(arg, { ...event, state });
      if (!pointsToConst(arg)) this.havoc(arg, state, `call:${cx.frame.id}:${event.call.start}:${cx.round}`);
    }
    if (this.mayBeMacro(event, cx)) this.escapeByName(event, state, cx);
    const type = this.typeOf(event.call, cx);
    const value = this.symbol(
      `result:${cx.frame.id}:${event.call.start}:${cx.round}`,
      `call:${event.name ?? ''}`,
      site,
      type,
    );
    return [{ state, value }];
  }

  /** Nothing declares the name: a macro, as likely as a function, and one that takes its arguments by name. */
  private mayBeMacro(event: CallEvent, cx: Context): boolean {
    const callee = event.call.callee;
    return (
      callee.kind === 'ident' &&
      event.entity === undefined &&
      !cx.cfg.bindings.has(callee) &&
      !this.program.resolvePrototype(callee.name, cx.frame.fn.file)
    );
  }

  /** What a macro gets without an `&` it may use through one: an event to wait for, a structure to fill. */
  private escapeByName(event: CallEvent, state: State, cx: Context): void {
    for (const arg of event.call.args) {
      if (arg.kind !== 'ident' && arg.kind !== 'member' && arg.kind !== 'index') continue;
      const type = this.typeOf(arg, cx);
      if (type?.t === 'scalar' || type?.t === 'pointer') continue;
      const region = this.place(arg, state.fork(), cx)[0]?.region;
      if (region) this.semantics.escaped(this.pointer(region, event.site), { ...event, state });
    }
  }

  // ---------------------------------------------------------------------------------------------- static types

  /** The declared type of an expression. */
  typeOf(expr: Expr, cx: { readonly cfg: Cfg; readonly frame: Frame }): Type | undefined {
    const { types, names } = cx.cfg;
    if (types.has(expr)) return types.get(expr);
    types.set(expr, undefined);
    const type = this.program.noting(names, () => this.typeOfInner(expr, cx));
    types.set(expr, type);
    return type;
  }

  private typeOfInner(expr: Expr, cx: { readonly cfg: Cfg; readonly frame: Frame }): Type | undefined {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion) return this.typeOf(expansion, cx);
    const file = cx.frame.fn.file;
    switch (expr.kind) {
      case 'ident': {
        const local = cx.cfg.bindings.get(expr);
        if (local) return local.deducedFrom ? this.typeOf(local.deducedFrom, cx) : local.type;
        const variable = this.variableNamed(expr, cx);
        if (variable) return this.variableType(variable);
        const owner = cx.frame.fn.decl.isMethod ? cx.frame.fn.decl.scope[cx.frame.fn.decl.scope.length - 1] : undefined;
        return owner === undefined ? undefined : memberType(this.program.named(owner, file), expr.name);
      }
      case 'cast':
      case 'compoundLiteral':
        return this.program.type(expr.type, file);
      case 'member': {
        const object = this.typeOf(expr.object, cx);
        return memberType(expr.arrow ? pointee(object) : object, expr.name);
      }
      case 'index':
        return pointee(this.typeOf(expr.object, cx));
      case 'unary': {
        const operand = this.typeOf(expr.operand, cx);
        if (expr.op === '*') return pointee(operand);
        if (expr.op === '&') return operand && pointerTo(operand, `${operand.name} *`);
        return undefined;
      }
      case 'assign':
        return this.typeOf(expr.target, cx);
      case 'update':
        return this.typeOf(expr.operand, cx);
      case 'comma':
        return this.typeOf(expr.right, cx);
      case 'conditional':
        return this.typeOf(expr.then, cx) ?? this.typeOf(expr.otherwise, cx);
      case 'binary': {
        if (expr.op !== '+' && expr.op !== '-') return undefined;
        const left = this.typeOf(expr.left, cx);
        return left?.t === 'array'
          ? pointerTo(left.element, `${left.element.name} *`)
          : left?.t === 'pointer'
            ? left
            : undefined;
      }
      case 'call': {
        if (expr.callee.kind !== 'ident') return undefined;
        const name = expr.callee.name;
        const fn = this.functionNamed(expr.callee, cx, expr.args.length) ?? this.program.resolvePrototype(name, file);
        return fn && this.program.type(fn.decl.returnType, fn.file);
      }
      case 'keyword': {
        if (expr.name !== 'this') return undefined;
        const owner = cx.frame.fn.decl.scope[cx.frame.fn.decl.scope.length - 1];
        if (owner === undefined) return undefined;
        const type = this.program.named(owner, file);
        return pointerTo(type, `${type.name} *`);
      }
      case 'new': {
        const type = this.program.type(expr.type, file);
        return pointerTo(type, `${type.name} *`);
      }
      default:
        return undefined;
    }
  }
}

/** Known for certain, whatever the round. */
function isPlain(value: Value): boolean {
  return value.k === 'int' || value.k === 'function' || value.k === 'pointer';
}

/** Names and numbers, and what `|` makes of them: evaluating it changes nothing. */
function isOperand(expr: Expr, cx: Context): boolean {
  const e = cx.cfg.expansions.get(expr) ?? expr;
  if (e.kind === 'cast') return isOperand(e.operand, cx);
  if (e.kind === 'binary') return e.op === '|' && isOperand(e.left, cx) && isOperand(e.right, cx);
  return e.kind === 'ident' || e.kind === 'number' || (e.kind === 'member' && isOperand(e.object, cx));
}

/** The function, or an object that holds it, was written as a lambda. */
function isLambda(value: Value, state: State): boolean {
  const held = value.k === 'pointer' ? state.bound(value.region) : value;
  return held?.k === 'function' && held.entity?.outer !== undefined;
}

function isReference(local: LocalVariable): boolean {
  const position = local.parameter;
  return position !== undefined ? local.owner.decl.params?.[position]?.type.reference === true : local.reference;
}

function stripCasts(expr: Expr): Expr {
  let e = expr;
  while (e.kind === 'cast' || (e.kind === 'unary' && e.op === '*')) e = e.operand;
  return e;
}

/** The functions that a pointer may hold; one read from several tables is one function of a table that is not known. */
function oneFunction(value: Value): readonly Value[] {
  const known = alternatives(value);
  const first = known[0];
  if (first?.k !== 'function' || !first.table || known.length === 1) return known;
  if (!known.every((one) => one.k === 'function' && one.entity === first.entity && one.name === first.name))
    return known;
  return [{ ...first, table: { ...first.table, type: undefined } }];
}

function isZero(expr: Expr): boolean {
  if (expr.kind === 'initList') return expr.items.every((item) => item.designators.length === 0 && isZero(item.value));
  return (expr.kind === 'number' && expr.value === 0) || (expr.kind === 'ident' && expr.name === 'NULL');
}

function pointsToConst(value: Value): boolean {
  if (value.k === 'symbol') return value.symbol.type?.t === 'pointer' && value.symbol.type.toConst;
  if (value.k !== 'pointer') return false;
  const root = rootOf(value.region);
  return root.r === 'global' && root.variable?.decl.type.isConst === true;
}

export { normalise };

/** An element whose index is not known, of an array of which some elements are: it may be any of them. */
function isAmongOthers(region: Region, state: State): boolean {
  for (let r: Region | undefined = region; r; r = baseOf(r)) {
    if (r.r === 'element' && typeof r.index === 'string' && state.within(r.base).length > 0) return true;
  }
  return false;
}
