/** Every kind of expression: its outcomes, several where the path splits. */
import type { Expr, Ident, Member, TypeName } from '../../syntax/ast';
import type { Frame } from '../frames';
import type { VariableEntity } from '../program';
import { baseOf } from '../regions';
import type { State } from '../state';
import { pointee, pointerTo, type Type } from '../types';
import type { Origin, Site, Value } from '../values';
import type { Calls } from './calls';
import { fromEach } from './each';
import type { Context, Outcome, Place } from './evaluation';
import type { Globals } from './globals';
import type { Initialisers } from './initialisers';
import type { Memory } from './memory';
import type { Operators } from './operators';
import { isReference, type Places } from './places';
import { MAX_EXPRESSION_DEPTH, type InterpreterRun } from './run';
import type { StaticTypes } from './types';

export class Expressions {
  constructor(
    private readonly run: InterpreterRun,
    private readonly globals: Globals,
    private readonly memory: Memory,
    private readonly types: StaticTypes,
    private readonly places: Places,
    private readonly initialisers: Initialisers,
    private readonly calls: Calls,
    private readonly operators: Operators,
  ) {}

  evaluate(expr: Expr, state: State, cx: Context, discarded = false): readonly Outcome[] {
    if (this.run.depth > MAX_EXPRESSION_DEPTH) return [{ state, value: this.run.unknown(expr, cx) }];
    this.run.depth++;
    try {
      return this.evaluateInner(expr, state, cx, discarded);
    } finally {
      this.run.depth--;
    }
  }

  private evaluateInner(expr: Expr, state: State, cx: Context, discarded: boolean): readonly Outcome[] {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion) return this.expanded(expr, expansion, state, cx, discarded);
    const site = (): Site => this.run.site(expr, cx);
    switch (expr.kind) {
      case 'number':
      case 'char':
        return [
          {
            state,
            value:
              expr.value === undefined
                ? this.run.unknown(expr, cx)
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
            value: this.run.pointer(
              this.run.regions.object('string', `${cx.frame.fn.file}:${expr.start}`, undefined),
              site(),
            ),
          },
        ];
      case 'keyword':
        if (expr.name === 'this') return [{ state, value: this.run.pointer(this.places.self(cx), site()) }];
        return [{ state, value: this.run.int(expr.name === 'true' ? 1 : 0, site(), 'name', expr.name) }];
      case 'ident':
        return this.ident(expr, state, cx);
      case 'unary':
        return this.operators.unary(expr, state, cx);
      case 'update':
        return this.operators.update(expr, state, cx);
      case 'binary':
        return this.operators.binary(expr, state, cx);
      case 'assign':
        return this.operators.assign(expr, state, cx);
      case 'conditional':
        return this.operators.conditional(expr, state, cx);
      case 'comma':
        return fromEach(this.evaluate(expr.left, state, cx, true), (o) => this.evaluate(expr.right, o.state, cx));
      case 'call': {
        const place = cx.made?.get(expr);
        const value = place && state.bound(place);
        const outcomes = value
          ? [{ state, value }]
          : this.calls.call(expr, [state], cx.places ? { ...cx, places: false } : cx, discarded);
        return cx.places ? outcomes : outcomes.flatMap((o) => this.referred(o, expr, cx));
      }
      case 'member':
        return this.member(expr, state, cx);
      case 'index':
      case 'compoundLiteral':
        return fromEach(this.places.place(expr, state, cx), (place) =>
          this.read(place, this.types.typeOf(expr, cx), expr, cx),
        );
      case 'cast':
        return this.cast(expr.operand, expr.type, state, cx, discarded);
      case 'sizeofType':
        return [{ state, value: this.sizeOf(this.run.program.type(expr.type, cx.frame.fn.file), expr, cx) }];
      case 'sizeofExpr':
        return [{ state, value: this.sizeOf(this.measuredType(expr.operand, cx), expr, cx) }];
      case 'offsetof':
        return [{ state, value: this.run.unknown(expr, cx) }];
      case 'lambda': {
        const entity = this.run.program.lambda(expr);
        if (!entity) return [{ state, value: this.run.unknown(expr, cx) }];
        const origin: Origin = { site: site(), kind: 'computed', parts: [], expr };
        return [{ state, value: { k: 'function', entity, name: entity.name, origin, closure: cx.frame } }];
      }
      case 'initList': {
        const region = this.run.regions.object('literal', `${cx.frame.id}:${expr.start}`, undefined);
        return this.initialisers.initialise(region, undefined, expr, state, cx).map((s) => ({
          state: s,
          value: this.run.unknown(expr, cx),
        }));
      }
      case 'new': {
        const type = this.types.instantiated(this.run.program.type(expr.type, cx.frame.fn.file), cx.frame);
        const key = `new:${cx.frame.id}:${expr.start}:${cx.round}`;
        const made = this.run.symbol(key, 'new', site(), pointerTo(type, `${type.name} *`));
        const constructed = this.calls.construct(expr, type, made, state, cx);
        if (constructed) return constructed;
        let states = [state];
        for (const arg of expr.args) states = states.flatMap((s) => this.evaluate(arg, s, cx).map((o) => o.state));
        return states.map((s) => ({ state: s, value: made }));
      }
      case 'delete':
        return this.evaluate(expr.operand, state, cx).flatMap((o) => this.calls.destroy(expr, o, cx));
      case 'unknown': {
        let states = [state];
        for (const part of expr.parts) states = states.flatMap((s) => this.evaluate(part, s, cx).map((o) => o.state));
        return states.map((s) => ({ state: s, value: this.run.unknown(expr, cx) }));
      }
    }
  }

  /** What stands where a returned reference leads. */
  private referred(outcome: Outcome, expr: Expr, cx: Context): readonly Outcome[] {
    const places = this.places.returned(outcome, expr, cx);
    return places?.flatMap((place) => this.read(place, this.types.typeOf(expr, cx), expr, cx)) ?? [outcome];
  }

  private expanded(use: Expr, expansion: Expr, state: State, cx: Context, discarded: boolean): readonly Outcome[] {
    const outcomes = this.evaluate(expansion, state, cx, discarded);
    if (use.kind !== 'ident') return outcomes;
    return outcomes.map((o) => {
      if (o.value.k === 'aggregate' || o.value.k === 'unknown') return o;
      return { state: o.state, value: named(o.value, use, this.run.site(use, cx)) };
    });
  }

  private sizeOf(written: Type | undefined, expr: Expr, cx: Context): Value {
    if (!written) return this.run.unknown(expr, cx);
    const type = this.types.instantiated(written, cx.frame);
    // Of which type the object is, the call of the template says.
    const site = type === written ? this.run.site(expr, cx) : (cx.frame.callSite ?? this.run.site(expr, cx));
    const origin: Origin = { site, kind: 'sizeof', name: type.name, parts: [], expr };
    if (type.size === undefined) return { k: 'size', measured: type, origin };
    return { k: 'int', value: type.size, origin: { ...origin, value: type.size }, measured: type };
  }

  /** `sizeof(x)` where x may be a type that looked like an expression. */
  private measuredType(expr: Expr, cx: Context): Type | undefined {
    const local = expr.kind === 'ident' ? cx.cfg.bindings.get(expr) : undefined;
    if (local && !local.deducedFrom) return local.type;
    const type = this.types.typeOf(expr, cx);
    if (type) return type;
    if (expr.kind !== 'ident' || local) return undefined;
    const named = this.run.program.named(expr.name, cx.frame.fn.file);
    // `sizeof(T)` in a template.
    return named.t === 'opaque' && !cx.frame.bindings?.all.has(expr.name) ? undefined : named;
  }

  private ident(expr: Ident, state: State, cx: Context): readonly Outcome[] {
    const site = this.run.site(expr, cx);
    const file = cx.frame.fn.file;
    const local = cx.cfg.bindings.get(expr);
    if (local) {
      const type = local.deducedFrom ? this.types.typeOf(local.deducedFrom, cx) : local.type;
      const seen = isReference(local) ? undefined : type;
      return fromEach(this.places.identPlace(expr, state, cx), (place) => this.read(place, seen, expr, cx));
    }
    const bound = this.templateValue(expr, state, cx);
    if (bound) return bound;
    const enumerator = this.run.program.resolveEnumerator(expr.name, file);
    if (enumerator) {
      const value = this.globals.enumeratorValue(enumerator.name, file, cx);
      if (value)
        return [
          {
            state,
            value: named(value, expr, site),
          },
        ];
    }
    const fn = this.types.functionNamed(expr, cx);
    const variable = this.types.variableNamed(expr, cx);
    if (variable) {
      const region = this.places.globalRegion(variable);
      return this.read({ state, region }, region.type, expr, cx).map((one) =>
        isNamedConstant(variable, one.value) ? { state: one.state, value: named(one.value, expr, site) } : one,
      );
    }
    if (fn || this.run.program.resolvePrototype(expr.name, file)) {
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
    const constant = this.run.program.platform.constant(expr.name);
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
    const member = this.places.implicitMember(expr, state, cx);
    if (member) return member.flatMap((place) => this.read(place, this.types.typeOf(expr, cx), expr, cx));
    const builtin = this.run.regions.global(expr.name, undefined, undefined);
    const value = this.run.semantics.initial(builtin);
    return [
      { state, value: value ?? { k: 'unknown', origin: { site, kind: 'name', name: expr.name, parts: [], expr } } },
    ];
  }

  /** A parameter of a template that stands for a value. */
  private templateValue({ name, scope }: Ident, state: State, cx: Context): readonly Outcome[] | undefined {
    const { bindings, parent } = cx.frame;
    const written = scope ? undefined : bindings?.all.get(name)?.value;
    if (!bindings || !written) return undefined;
    const { expr, file } = written;
    const cfg = this.run.uses(this.run.cfgs.ofDefault(expr, file, `template:${file}:${expr.start}`));
    const isOfCall = parent?.fn.file === file && bindings.ofCall.has(name);
    const frame: Frame = isOfCall ? parent : { ...cx.frame, fn: { ...cx.frame.fn, file }, bindings: undefined };
    return this.evaluate(expr, state, { frame, cfg, round: cx.round });
  }

  private member(expr: Member, start: State, cx: Context): readonly Outcome[] {
    return fromEach(this.places.place(expr, start, cx), ({ state, region }): readonly Outcome[] => {
      if (!region) return [{ state, value: this.run.unknown(expr, cx) }];
      const base = baseOf(region);
      const name = this.run.semantics.tableFunction(expr.name, base?.type);
      if (base && name !== undefined && !state.bound(region)) {
        const site = this.run.site(expr, cx);
        const origin: Origin = { site, kind: 'name', name, parts: [], expr };
        // The table's region may have been seen under another type: what is written here counts.
        const object = this.types.typeOf(expr.object, cx);
        const type = (expr.arrow ? pointee(object) : object) ?? base.type;
        const table = { expr: expr.object, value: this.run.pointer(base, site), type };
        return [{ state, value: { k: 'function', entity: undefined, name, origin, table } }];
      }
      return this.read({ state, region }, this.types.typeOf(expr, cx), expr, cx);
    });
  }

  /** What stands at a place; a test looks at each of several values apart. */
  private read({ state, region }: Place, type: Type | undefined, expr: Expr, cx: Context): readonly Outcome[] {
    if (!region) return [{ state, value: this.run.unknown(expr, cx) }];
    const value = this.memory.read(region, type, state, expr, cx);
    if (value.k !== 'any' || !cx.tests || state.bound(region) !== value) return [{ state, value }];
    return value.values.map((one) => {
      const apart = state.fork();
      apart.bind(region, one);
      for (const other of value.values) if (other !== one && other.k === 'symbol') apart.lookAt(other.symbol);
      return { state: apart, value: one };
    });
  }

  private cast(operand: Expr, written: TypeName, start: State, cx: Context, discarded: boolean): readonly Outcome[] {
    const type = this.types.instantiated(this.run.program.type(written, cx.frame.fn.file), cx.frame);
    const isVoid = written.base.toLowerCase() === 'void' && written.pointers === 0;
    const converted = isVoid ? undefined : this.places.overloads.converted(operand, type, start, cx);
    return (converted ?? this.evaluate(operand, start, cx, discarded && !isVoid)).map((o) => ({
      state: o.state,
      value: narrowed(this.memory.retype(o.value, type), type),
    }));
  }
}

/** Of a number that does not fit, an unsigned type keeps the low bits. */
function narrowed(value: Value, type: Type | undefined): Value {
  const bytes = type?.t === 'scalar' ? NARROW.get(type.name) : undefined;
  if (value.k !== 'int' || bytes === undefined || (value.value >= 0 && value.value < 2 ** (8 * bytes))) return value;
  const kept = value.value & (2 ** (8 * bytes) - 1);
  const { site } = value.origin;
  return {
    k: 'int',
    value: kept,
    origin: { site, kind: 'operator', name: 'cast', parts: [value.origin], value: kept },
  };
}

const NARROW: ReadonlyMap<string, number> = new Map([
  ...['UCHAR', 'BYTE', 'UINT8', 'uint8_t', 'unsigned char'].map((name) => [name, 1] as const),
  ...['USHORT', 'WORD', 'UINT16', 'uint16_t', 'unsigned short'].map((name) => [name, 2] as const),
]);

/** The value stands where its name is used; what the name stands for is a part of it. */
function named(value: Value, use: Ident, site: Site): Value {
  const constant = value.k === 'int' ? { value: value.value } : {};
  const origin: Origin = { site, kind: 'name', name: use.name, parts: [value.origin], expr: use, ...constant };
  return { ...value, origin };
}

/** `const ULONG Events = …;`: a number with a name, as a macro is. */
function isNamedConstant({ decl }: VariableEntity, value: Value): boolean {
  return decl.type.isConst && decl.type.pointers === 0 && (value.k === 'int' || value.k === 'bits');
}
