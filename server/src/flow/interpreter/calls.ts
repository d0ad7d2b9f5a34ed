/** Calls: which function is called, with which arguments, and what that gives. */
import type { Call, Delete, Expr, Ident, New } from '../../syntax/ast';
import { assume } from '../arithmetic';
import type { Frame } from '../frames';
import type { FunctionEntity } from '../program';
import { ImplicitMember } from '../members';
import { rootOf, type Region } from '../regions';
import type { CallEvent } from '../semantics';
import type { State } from '../state';
import { pointee, type Type } from '../types';
import { alternatives, isNull, type Site, type Value } from '../values';
import { fromEach } from './each';
import type { Context, Evaluation, Outcome } from './evaluation';
import type { Globals } from './globals';
import type { Memory } from './memory';
import type { Places } from './places';
import type { InterpreterRun } from './run';
import type { StaticTypes } from './types';

/** What a call calls in one state. */
interface Target {
  readonly state: State;
  readonly name: string | undefined;
  readonly entity: FunctionEntity | undefined;
  readonly table: CallEvent['table'];
  readonly self: Region | undefined;
  readonly closure?: Frame | undefined;
}

/** Code of the workspace that a call leads to, with the states in which it does. */
interface Followed {
  readonly fn: FunctionEntity;
  readonly self: Region | undefined;
  readonly closure: Frame | undefined;
  readonly events: CallEvent[];
}

export class Calls {
  constructor(
    private readonly run: InterpreterRun,
    private readonly globals: Globals,
    private readonly memory: Memory,
    private readonly types: StaticTypes,
    private readonly places: Places,
    private readonly engine: Evaluation,
  ) {}

  /** One call in several states; code of the workspace that it leads to is gone through once for all of them. */
  call(expr: Call, states: readonly State[], cx: Context, discarded: boolean): readonly Outcome[] {
    const outcomes: Outcome[] = [];
    const followed: Followed[] = [];
    for (const start of states) {
      for (const target of this.targets(expr, start, cx)) {
        for (const { state, values } of this.arguments(expr.args, target.state, target.entity, cx)) {
          const site = this.run.site(expr, cx);
          const event: CallEvent = {
            call: expr,
            name: target.name,
            table: target.table,
            entity: target.entity,
            args: target.entity ? this.withDefaults(values, target.entity, state, site, cx) : values,
            frame: cx.frame,
            site,
            state,
            discarded,
            round: cx.round,
          };
          const modelled = this.run.semantics.call(event, this.engine);
          if (modelled) outcomes.push(...modelled);
          else if (target.entity && this.follows(event, target.entity, cx))
            join(followed, { fn: target.entity, self: target.self, closure: target.closure, event });
          else outcomes.push(this.unfollowed(event, cx));
        }
      }
    }
    for (const { fn, self, closure, events } of followed) {
      const [first] = events;
      const ends =
        first &&
        this.engine.enter(
          { fn, site: first.site, kind: 'call', parent: cx.frame, round: cx.round, self, call: expr, closure },
          events,
        );
      outcomes.push(...(ends ?? events.map((event) => this.leftOut(event, self, cx))));
    }
    return outcomes;
  }

  /** A function that is known, and too long to be followed: it has its object too, and what it answers may be about what it was given. */
  private leftOut(event: CallEvent, self: Region | undefined, cx: Context): Outcome {
    const { state, site } = event;
    const args = self ? [...event.args, this.run.pointer(self, site)] : event.args;
    const given = args.flatMap(alternatives);
    const objects = new Set(given.flatMap((value) => (value.k === 'pointer' ? [value.region] : [])));
    const held = [...state.entries()].flatMap(([region, value]) =>
      region.r === 'field' && objects.has(region.base) ? alternatives(value) : [],
    );
    for (const value of [...given, ...held]) if (value.k === 'symbol') state.ask(value.symbol.key);
    return this.unfollowed({ ...event, args }, cx);
  }

  /** A guess without a state: what is called may be code of the workspace. */
  mayFollow({ callee }: Call, cx: Context): boolean {
    if (callee.kind !== 'ident' || cx.cfg.bindings.has(callee) || cx.cfg.expansions.has(callee)) return true;
    if (this.run.semantics.isBuiltin(callee.name)) return false;
    return this.types.functionNamed(callee, cx) !== undefined || this.holdsFunction(callee, cx);
  }

  private targets(expr: Call, start: State, cx: Context): readonly Target[] {
    const callee = expr.callee;
    const direct =
      callee.kind === 'ident' && !cx.cfg.bindings.has(callee) && !cx.cfg.expansions.has(callee)
        ? callee.name
        : undefined;
    const targets: Target[] = [];
    if (
      direct !== undefined &&
      callee.kind === 'ident' &&
      (this.run.semantics.isBuiltin(direct) || !this.holdsFunction(callee, cx))
    ) {
      const entity = this.types.functionNamed(callee, cx, expr.args.length);
      const inherits = entity?.decl.isMethod === true && cx.frame.fn.decl.isMethod;
      targets.push({
        state: start,
        name: direct,
        entity,
        table: undefined,
        self: inherits ? this.places.self(cx) : undefined,
      });
    } else {
      const member = stripCasts(callee);
      if (member.kind === 'member') {
        for (const { state, region } of this.places.memberBase(member, start, cx)) {
          const tableType = region?.type ?? this.types.typeOf(member.object, cx);
          const written = this.types.typeOf(member.object, cx);
          const type = member.arrow ? pointee(written) : written;
          const field = region && this.run.regions.field(region, member.name, this.types.typeOf(member, cx));
          const fieldValue =
            field &&
            (state.bound(field) ??
              this.run.semantics.initial(field) ??
              this.globals.initialOfGlobal(field, this.run.site(member, cx)));
          const value = fieldValue?.k === 'function' ? fieldValue : undefined;
          const method = value ? undefined : this.method(member.name, type ?? tableType, expr, cx);
          const ownMethod = method !== undefined && method === this.ownMethod(type ?? tableType, expr, cx);
          const byTable = ownMethod ? undefined : this.run.semantics.tableFunction(member.name, type ?? tableType);
          const isMethod = byTable === undefined ? method : undefined;
          const base: Value = region
            ? this.run.pointer(region, this.run.site(member.object, cx))
            : this.run.unknown(member.object, cx);
          targets.push({
            state,
            name:
              value?.name ??
              byTable ??
              isMethod?.name ??
              this.run.semantics.typedFunction(this.types.typeOf(member, cx)) ??
              (type === undefined || type.t === 'opaque' ? member.name : undefined),
            entity: value?.entity ?? isMethod,
            closure: value?.closure,
            table: value?.table ?? { expr: member.object, value: base, type: type ?? tableType },
            self: isMethod && region,
          });
        }
      } else {
        const object = this.calledObject(callee, expr, start, cx);
        if (object) return object;
        for (const { state, value } of this.engine.evaluate(stripCasts(callee), start, cx)) {
          const known = oneFunction(value);
          for (const one of known)
            targets.push({ state: known.length > 1 ? state.fork() : state, ...this.pointedFunction(one, callee, cx) });
        }
      }
    }
    return targets;
  }

  /** `object(…)`, where its class says what that does. */
  private calledObject(callee: Expr, { args }: Call, start: State, cx: Context): readonly Target[] | undefined {
    const fn = this.places.overloads.operator(callee, 'operator()', cx, args);
    if (!fn) return undefined;
    return this.places
      .place(callee, start, cx)
      .map(({ state, region }) => ({ state, name: fn.name, entity: fn, table: undefined, self: region }));
  }

  /** The method of a class of the workspace that `object.name(…)` calls: of the object's own class where it has one. */
  private method(name: string, type: Type | undefined, call: Call, cx: Context): FunctionEntity | undefined {
    const own = type && this.types.methodOf(type, name, call.args, cx);
    if (own) return own;
    const fn = this.run.program.resolveFunction(name, cx.frame.fn.file, call.args.length);
    return fn?.decl.isMethod === true ? fn : undefined;
  }

  private ownMethod(type: Type | undefined, { callee, args }: Call, cx: Context): FunctionEntity | undefined {
    const member = stripCasts(callee);
    return type && member.kind === 'member' ? this.types.methodOf(type, member.name, args, cx) : undefined;
  }

  /** `new T(…)`, where T has a constructor: that runs where there is memory for the object. */
  construct(expr: New, type: Type, made: Value, start: State, cx: Context): readonly Outcome[] | undefined {
    if (type.t !== 'record' || made.k !== 'symbol' || !this.run.program.isConstructed(type.name)) return undefined;
    const args = expr.args.flatMap((arg) => (arg.kind === 'initList' ? arg.items.map((item) => item.value) : [arg]));
    const fn = this.types.methodOf(type, type.name, args, cx);
    if (!fn) return undefined;
    const site = this.run.site(expr, cx);
    const none: Outcome = { state: start.fork(), value: this.run.int(0, site) };
    const self = this.run.regions.pointee(made.symbol, type);
    const there = assume(start, made, true);
    if (!there) return [none];
    there.reset(self, { d: 'havoc', id: `object:${self.id}` });
    const outcomes = this.arguments(args, there, fn, cx).flatMap(({ state, values }) => {
      const activation = { fn, site, kind: 'call' as const, parent: cx.frame, round: cx.round, self };
      return this.engine.enter(activation, [{ state, args: values }]) ?? [{ state, value: made }];
    });
    return [...outcomes.map(({ state }) => ({ state, value: made })), none];
  }

  /** `delete p`: the object's destructor runs. */
  destroy(expr: Delete, { state, value }: Outcome, cx: Context): readonly Outcome[] {
    const type = pointee(this.types.typeOf(expr.operand, cx));
    const fn = type?.t === 'record' ? this.run.program.destructor(type.name) : undefined;
    if (!fn || isNull(value)) return [{ state, value }];
    const site = this.run.site(expr, cx);
    return this.places.target(value, expr.operand, state, cx).flatMap(({ state: s, region }) => {
      const activation = { fn, site, kind: 'call' as const, parent: cx.frame, round: cx.round, self: region };
      const ends = region && this.engine.enter(activation, [{ state: s, args: [] }]);
      return (ends ?? [{ state: s }]).map((end) => ({ state: end.state, value }));
    });
  }

  /** The name in `name(…)` is a variable or a member that a function was stored in. */
  private holdsFunction(callee: Ident, cx: Context): boolean {
    if (cx.frame.bindings?.all.get(callee.name)?.value) return true;
    if (this.types.variableNamed(callee, cx)) return true;
    return !this.types.functionNamed(callee, cx) && this.places.isImplicitMember(callee, cx);
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
    const name = this.run.semantics.typedFunction(this.types.typeOf(stripCasts(callee), cx));
    const table = name === undefined ? undefined : { expr: callee, value, type: undefined };
    return { name, entity: undefined, table, self: undefined };
  }

  private arguments(
    args: readonly Expr[],
    start: State,
    entity: FunctionEntity | undefined,
    cx: Context,
  ): readonly { state: State; values: Value[] }[] {
    let partial: readonly { state: State; values: Value[] }[] = [{ state: start, values: [] }];
    const params = entity?.decl.params ?? [];
    const add = (arg: Expr, i: number, cx: Context): void => {
      const param = params[i] ?? (params.at(-1)?.isPack ? params.at(-1) : undefined);
      const type = param && entity ? this.run.program.type(param.type, entity.file) : undefined;
      const handsOver =
        param?.type.reference !== true && this.endsWithItsObject(type) && this.types.isTemporary(arg, cx);
      partial = fromEach(partial, ({ state, values }) => {
        if (handsOver || param?.type.reference === true) {
          return this.places.referent(arg, state, cx).map((p) => ({
            state: p.state,
            values: [
              ...values,
              p.region
                ? { ...this.run.pointer(p.region, this.run.site(arg, cx)), ...(handsOver ? { isReference: true } : {}) }
                : this.run.unknown(arg, cx),
            ],
          }));
        }
        return this.places.overloads.evaluate(arg, type, state, cx).map((o) => ({
          state: o.state,
          // Two objects would end what one of them holds: what a copy does is not followed.
          values: [...values, this.endsWithItsObject(type) ? this.run.unknown(arg, cx) : o.value],
        }));
      });
    };
    let position = 0;
    for (const arg of args) {
      const count = arg.kind === 'unary' && arg.op === '...' ? this.run.packs.get(cx.frame) : undefined;
      if (count === undefined || arg.kind !== 'unary') add(arg, position++, cx);
      else for (let i = 0; i < count; i++) add(arg.operand, position++, { ...cx, pack: i });
    }
    return partial;
  }

  /** Objects of the type do something when they end. */
  private endsWithItsObject(type: Type | undefined): boolean {
    return type?.t === 'record' && this.run.program.destructor(type.name) !== undefined;
  }

  /** What the call leaves out; it is as if the call had written it. */
  private withDefaults(
    values: readonly Value[],
    fn: FunctionEntity,
    state: State,
    site: Site,
    cx: Context,
  ): readonly Value[] {
    const all = [...values];
    for (let i = values.length; i < (fn.decl.params?.length ?? 0); i++) {
      const written = this.run.program.defaultOf(fn, i);
      if (!written) break;
      const cfg = this.run.uses(this.run.cfgs.ofDefault(written.value, written.file, `${fn.id}:${i}`));
      const frame: Frame = { ...cx.frame, fn: { ...cx.frame.fn, file: written.file } };
      const value = this.engine.evaluate(written.value, state.fork(), { ...cx, frame, cfg })[0]?.value;
      if (!value || value.k === 'aggregate') break;
      all.push({ ...value, origin: { ...value.origin, site } });
    }
    return all;
  }

  private follows({ args, state }: CallEvent, entity: FunctionEntity, cx: Context): boolean {
    const runsLambda = entity.outer !== undefined || args.some((arg) => isLambda(arg, state));
    return runsLambda || entity.decl instanceof ImplicitMember || this.run.semantics.follows(entity, cx.frame);
  }

  /** The call of code that is not known: what it reaches may have changed. */
  private unfollowed(event: CallEvent, cx: Context): Outcome {
    const { state, site } = event;
    for (const arg of event.args) {
      this.escapeCaptured(arg, event, state);
      this.run.semantics.escaped(arg, event);
      if (!pointsToConst(arg)) this.memory.havoc(arg, state, `call:${cx.frame.id}:${event.call.start}:${cx.round}`);
    }
    if (this.mayBeMacro(event, cx)) this.escapeByName(event, state, cx);
    const type = this.types.typeOf(event.call, cx);
    const key = `result:${cx.frame.id}:${event.call.start}:${cx.round}`;
    if (!event.discarded) state.introduce(key);
    return { state, value: this.run.symbol(key, `call:${event.name ?? ''}`, site, type) };
  }

  /** Code that is not known may run the lambda: all that it sees of its function is reached with it. */
  private escapeCaptured(value: Value, event: CallEvent, state: State): void {
    if (value.k !== 'function' || !value.entity || !value.closure) return;
    const { entity, closure } = value;
    const captured = new Set([...this.run.cfg(entity).bindings.values()].filter((local) => local.owner === closure.fn));
    for (const local of captured) {
      const held = state.bound(this.run.regions.local(closure, local));
      if (held) this.run.semantics.escaped(held, { ...event, state });
    }
  }

  /** Nothing declares the name: a macro, as likely as a function, and one that takes its arguments by name. */
  private mayBeMacro(event: CallEvent, cx: Context): boolean {
    const callee = event.call.callee;
    return (
      callee.kind === 'ident' &&
      event.entity === undefined &&
      !cx.cfg.bindings.has(callee) &&
      !this.run.program.resolvePrototype(callee.name, cx.frame.fn.file)
    );
  }

  /** What a macro gets without an `&` it may use through one: an event to wait for, a structure to fill. */
  private escapeByName(event: CallEvent, state: State, cx: Context): void {
    for (const arg of event.call.args) {
      if (arg.kind !== 'ident' && arg.kind !== 'member' && arg.kind !== 'index') continue;
      const type = this.types.typeOf(arg, cx);
      if (type?.t === 'scalar' || type?.t === 'pointer') continue;
      const region = this.places.place(arg, state.fork(), cx)[0]?.region;
      if (!region) continue;
      const pointer = this.run.pointer(region, event.site);
      this.run.semantics.escaped(pointer, { ...event, state });
      if (type?.t === 'record')
        this.memory.havoc(pointer, state, `call:${cx.frame.id}:${event.call.start}:${cx.round}`);
    }
  }
}

/** Adds a call to those that lead to the same code on the same object. */
function join(
  calls: Followed[],
  { fn, self, closure, event }: Omit<Followed, 'events'> & { readonly event: CallEvent },
): void {
  const known = calls.find((one) => one.fn === fn && one.self === self && one.closure === closure);
  if (known) known.events.push(event);
  else calls.push({ fn, self, closure, events: [event] });
}

/** The function, or an object that holds it, was written as a lambda. */
function isLambda(value: Value, state: State): boolean {
  const held = value.k === 'pointer' ? state.bound(value.region) : value;
  return held?.k === 'function' && held.entity?.outer !== undefined;
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

function pointsToConst(value: Value): boolean {
  if (value.k === 'symbol') return value.symbol.type?.t === 'pointer' && value.symbol.type.toConst;
  if (value.k !== 'pointer') return false;
  const root = rootOf(value.region);
  return root.r === 'global' && root.variable?.decl.type.isConst === true;
}
