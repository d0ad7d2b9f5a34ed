/** Regions that lvalues denote. */
import type { Expr, Ident, Member } from '../../syntax/ast';
import { constantOf } from '../arithmetic';
import type { LocalVariable } from '../graph';
import type { Frame } from '../frames';
import type { VariableEntity } from '../program';
import type { Region } from '../regions';
import type { State } from '../state';
import { canonicalMember, fieldAt, memberField, pointee, pointerTo, type Type } from '../types';
import { alternatives, isNull, type Value } from '../values';
import { fromEach } from './each';
import type { Context, Evaluation, Outcome, Place } from './evaluation';
import type { Memory } from './memory';
import { Overloads } from './overloads';
import type { InterpreterRun } from './run';
import type { StaticTypes } from './types';

export class Places {
  readonly overloads: Overloads;

  constructor(
    private readonly run: InterpreterRun,
    private readonly memory: Memory,
    private readonly types: StaticTypes,
    private readonly engine: Evaluation,
  ) {
    this.overloads = new Overloads(run, types, this, engine);
  }

  /** The region that a pointer value denotes; alternatives split the path. */
  target(value: Value, expr: Expr, state: State, cx: Context): readonly Place[] {
    const site = this.run.site(expr, cx);
    this.run.semantics.dereferenced(value, expr, site, state);
    switch (value.k) {
      case 'pointer':
        return [{ state, region: value.region }];
      case 'symbol':
        return [
          {
            state,
            region: this.run.regions.pointee(
              value.symbol,
              pointee(value.symbol.type) ?? pointee(this.types.typeOf(expr, cx)),
            ),
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
  place(expr: Expr, state: State, cx: Context): readonly Place[] {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion) return this.place(expansion, state, cx);
    switch (expr.kind) {
      case 'ident':
        return this.identPlace(expr, state, cx);
      case 'unary':
        if (expr.op !== '*') break;
        return (
          this.overloads.pointed(expr.operand, '*', state, cx) ??
          fromEach(this.engine.evaluate(expr.operand, state, cx), (o) =>
            this.target(o.value, expr.operand, o.state, cx),
          )
        );
      case 'member':
        return fromEach(this.memberBase(expr, state, cx), ({ state: s, region }) =>
          region ? this.memberPlace(expr, region, s, cx) : [{ state: s, region }],
        );
      case 'index':
        return this.indexPlace(expr, state, cx);
      case 'call':
        return this.engine
          .evaluate(expr, state, { ...cx, places: true })
          .flatMap((o) => this.returned(o, expr, cx) ?? [this.temporary(o, expr, cx)]);
      case 'cast':
        return this.place(expr.operand, state, cx);
      case 'comma':
        return fromEach(this.engine.evaluate(expr.left, state, cx), (o) => this.place(expr.right, o.state, cx));
      case 'compoundLiteral': {
        const type = this.run.program.type(expr.type, cx.frame.fn.file);
        const region = this.run.regions.object('literal', `${cx.frame.id}:${expr.start}`, type);
        state.reset(region, undefined);
        return this.engine.initialise(region, type, expr.init, state, cx).map((s) => ({ state: s, region }));
      }
      case 'assign':
      case 'update':
        return this.engine
          .evaluate(expr, state, cx)
          .flatMap((o) => this.place(expr.kind === 'assign' ? expr.target : expr.operand, o.state, cx));
      default:
        break;
    }
    // A structure returned by value: reached through a region of its own.
    return this.engine.evaluate(expr, state, cx).map((o) => this.temporary(o, expr, cx));
  }

  private temporary({ state, value }: Outcome, expr: Expr, cx: Context): Place {
    if (value.k !== 'aggregate') return { state, region: undefined };
    const region = this.run.regions.object('temporary', `${cx.frame.id}:${expr.start}`, value.region.type);
    this.memory.store(region, value, state);
    return { state, region };
  }

  /** Where the reference that a call returned leads. */
  returned({ state, value }: Outcome, expr: Expr, cx: Context): readonly Place[] | undefined {
    const known = alternatives(value);
    return known.every((one) => one.k === 'pointer' && one.isReference)
      ? this.target(value, expr, state, cx)
      : undefined;
  }

  /** The member of an object; one that is a reference is what it stands for. */
  memberPlace(expr: Member | Ident, object: Region, state: State, cx: Context): readonly Place[] {
    const position = expr.kind === 'member' ? expr.position : undefined;
    if (position !== undefined && object.type?.t === 'array')
      return [{ state, region: this.run.regions.element(object, position, object.type.element) }];
    const field = position === undefined ? memberField(object.type, expr.name) : fieldAt(object.type, position);
    if (position !== undefined && !field) return [{ state, region: undefined }];
    const name = field && position !== undefined ? field.name : expr.name;
    if (field?.reference) {
      const type = field.type();
      const region = this.run.regions.field(object, name, pointerTo(type, `${type.name} &`));
      if (expr.kind === 'member' && expr.binds) return [{ state, region }];
      return this.target(this.memory.load(region, state, this.run.site(expr, cx)), expr, state, cx);
    }
    const type = (expr.kind === 'member' ? this.types.typeOf(expr, cx) : undefined) ?? field?.type();
    return [{ state, region: this.run.regions.field(object, canonicalMember(object.type, name), type) }];
  }

  identPlace(expr: Ident, state: State, cx: Context): readonly Place[] {
    const local = cx.cfg.bindings.get(expr);
    if (local) {
      const whole = local.entity ? this.globalRegion(local.entity) : this.localRegion(local, cx.frame);
      const region =
        cx.pack !== undefined && isPack(local) ? this.run.regions.element(whole, cx.pack, undefined) : whole;
      // An object that a call makes for a parameter, or gives away to it, is that parameter.
      const held = local.parameter === undefined ? undefined : state.bound(region);
      const isObject = held?.k === 'pointer' && held.isReference === true;
      if (!isObject && !isReference(local)) return [{ state, region }];
      return this.target(this.memory.load(region, state, this.run.site(expr, cx)), expr, state, cx);
    }
    const variable = this.types.variableNamed(expr, cx);
    if (variable) return [{ state, region: this.globalRegion(variable) }];
    return this.implicitMember(expr, state, cx) ?? [{ state, region: undefined }];
  }

  /** A local of the function, or one that a lambda captures. */
  private localRegion(local: LocalVariable, frame: Frame): Region {
    let owner: Frame | undefined = frame;
    while (owner && owner.fn !== local.owner) owner = this.run.closures.get(owner);
    return this.run.regions.local(owner ?? frame, local);
  }

  globalRegion(variable: VariableEntity): Region {
    return this.run.regions.global(variable.name, variable, this.types.variableType(variable));
  }

  /** The name is that of a member of the object whose function this is. */
  isImplicitMember(expr: Ident, cx: Context): boolean {
    return this.implicitOwner(expr, cx) !== undefined;
  }

  implicitMember(expr: Ident, state: State, cx: Context): readonly Place[] | undefined {
    const type = this.implicitOwner(expr, cx);
    if (!type) return undefined;
    const self = this.self(cx, type);
    return this.memberPlace(expr, memberField(self.type, expr.name) ? self : this.typed(self, type), state, cx);
  }

  private implicitOwner(expr: Ident, cx: Context): Type | undefined {
    const fn = cx.frame.fn.decl;
    const owner = fn.scope[fn.scope.length - 1];
    if (!fn.isMethod || owner === undefined) return undefined;
    const type = this.types.classOf(owner, cx.frame);
    return memberField(type, expr.name) ? type : undefined;
  }

  /** The region is seen as an object of the class whose function it is. */
  private typed(region: Region, type: Type): Region {
    region.type = type;
    return region;
  }

  self(cx: { readonly frame: Frame }, type?: Type): Region {
    const known = this.run.thisRegions.get(cx.frame);
    if (known) return known;
    const region = this.run.regions.pointee(
      { key: `this:${cx.frame.fn.decl.scope.join('::')}`, type: undefined, tag: 'this' },
      type,
    );
    this.run.thisRegions.set(cx.frame, region);
    return region;
  }

  memberBase(expr: Member, state: State, cx: Context): readonly Place[] {
    if (!expr.arrow) return this.place(expr.object, state, cx);
    return (
      this.overloads.pointed(expr.object, '->', state, cx) ??
      fromEach(this.engine.evaluate(expr.object, state, cx), (o) => this.target(o.value, expr.object, o.state, cx))
    );
  }

  private indexPlace(expr: Extract<Expr, { kind: 'index' }>, start: State, cx: Context): readonly Place[] {
    return this.overloads.pointed(expr.object, '[]', start, cx, expr.index) ?? this.builtinIndex(expr, start, cx);
  }

  private builtinIndex(expr: Extract<Expr, { kind: 'index' }>, start: State, cx: Context): readonly Place[] {
    return fromEach(this.engine.evaluate(expr.object, start, cx), (o) =>
      fromEach(this.engine.evaluate(expr.index, o.state, cx), (i) => {
        const exact = constantOf(i.state, i.value);
        const index = exact ?? (i.value.k === 'symbol' ? i.value.symbol.key : undefined);
        return this.target(o.value, expr.object, i.state, cx).map(({ state, region }) => ({
          state,
          region:
            region && index !== undefined
              ? this.run.regions.offset(region, index, this.types.typeOf(expr, cx))
              : undefined,
        }));
      }),
    );
  }

  /** What a reference is bound to: an object, or a temporary that holds the value. */
  referent(expr: Expr, start: State, cx: Context): readonly Place[] {
    const written = cx.cfg.expansions.get(expr) ?? expr;
    const isObject = /^(?:ident|member|index|unary|call|cast|keyword)$/.test(written.kind);
    return (isObject ? this.place(expr, start, cx) : [{ state: start, region: undefined }]).flatMap(
      ({ state, region }): readonly Place[] => {
        if (region) return [{ state, region }];
        return this.engine.evaluate(expr, state, cx).map((o) => {
          const temporary = this.run.regions.object(
            'temporary',
            `${cx.frame.id}:${expr.start}`,
            this.types.typeOf(expr, cx),
          );
          this.memory.store(temporary, o.value, o.state);
          return { state: o.state, region: temporary };
        });
      },
    );
  }
}

function isPack({ parameter, owner }: LocalVariable): boolean {
  return parameter !== undefined && owner.decl.params?.[parameter]?.isPack === true;
}

export function isReference(local: LocalVariable): boolean {
  const position = local.parameter;
  return position !== undefined ? local.owner.decl.params?.[position]?.type.reference === true : local.reference;
}
