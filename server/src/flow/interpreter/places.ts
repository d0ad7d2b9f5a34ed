/** Regions that lvalues denote. */
import type { Expr, Ident, Member } from '../../syntax/ast';
import { constantOf } from '../arithmetic';
import type { LocalVariable } from '../cfg';
import type { Frame } from '../frames';
import type { VariableEntity } from '../program';
import type { Region } from '../regions';
import type { State } from '../state';
import { canonicalMember, memberType, pointee, type Type } from '../types';
import { isNull, type Value } from '../values';
import type { Context, Evaluation, Place } from './evaluation';
import type { Memory } from './memory';
import type { InterpreterRun } from './run';
import type { StaticTypes } from './types';

export class Places {
  constructor(
    private readonly run: InterpreterRun,
    private readonly memory: Memory,
    private readonly types: StaticTypes,
    private readonly engine: Evaluation,
  ) {}

  /** The region that a pointer value denotes; alternatives split the path. */
  private target(value: Value, expr: Expr, state: State, cx: Context): Place[] {
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
  place(expr: Expr, state: State, cx: Context): Place[] {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion) return this.place(expansion, state, cx);
    switch (expr.kind) {
      case 'ident':
        return this.identPlace(expr, state, cx);
      case 'unary':
        if (expr.op !== '*') break;
        return this.engine
          .evaluate(expr.operand, state, cx)
          .flatMap((o) => this.target(o.value, expr.operand, o.state, cx));
      case 'member':
        return this.memberBase(expr, state, cx).map(({ state: s, region }) => ({
          state: s,
          region:
            region &&
            this.run.regions.field(
              region,
              canonicalMember(region.type, expr.name),
              this.types.typeOf(expr, cx) ?? memberType(region.type, expr.name),
            ),
        }));
      case 'index':
        return this.indexPlace(expr, state, cx);
      case 'cast':
        return this.place(expr.operand, state, cx);
      case 'comma':
        return this.engine.evaluate(expr.left, state, cx).flatMap((o) => this.place(expr.right, o.state, cx));
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
    return this.engine.evaluate(expr, state, cx).map((o) => {
      if (o.value.k !== 'aggregate') return { state: o.state, region: undefined };
      const region = this.run.regions.object('temporary', `${cx.frame.id}:${expr.start}`, o.value.region.type);
      this.memory.store(region, o.value, o.state);
      return { state: o.state, region };
    });
  }

  identPlace(expr: Ident, state: State, cx: Context): Place[] {
    const local = cx.cfg.bindings.get(expr);
    if (local) {
      const region = local.entity ? this.globalRegion(local.entity) : this.localRegion(local, cx.frame);
      if (!isReference(local)) return [{ state, region }];
      return this.target(this.memory.load(region, state, this.run.site(expr, cx)), expr, state, cx);
    }
    const variable = this.types.variableNamed(expr, cx);
    if (variable) return [{ state, region: this.globalRegion(variable) }];
    const member = this.implicitMember(expr, cx);
    if (member) return [{ state, region: member }];
    return [{ state, region: undefined }];
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

  implicitMember(expr: Ident, cx: Context): Region | undefined {
    const fn = cx.frame.fn.decl;
    const owner = fn.scope[fn.scope.length - 1];
    if (!fn.isMethod || owner === undefined) return undefined;
    const type = this.types.classOf(owner, cx.frame);
    const member = memberType(type, expr.name);
    return member && this.run.regions.field(this.self(cx, type), expr.name, member);
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

  memberBase(expr: Member, state: State, cx: Context): Place[] {
    if (!expr.arrow) return this.place(expr.object, state, cx);
    return this.engine.evaluate(expr.object, state, cx).flatMap((o) => this.target(o.value, expr.object, o.state, cx));
  }

  private indexPlace(expr: Extract<Expr, { kind: 'index' }>, start: State, cx: Context): Place[] {
    return this.engine.evaluate(expr.object, start, cx).flatMap((o) =>
      this.engine.evaluate(expr.index, o.state, cx).flatMap((i) => {
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
    const isObject = /^(?:ident|member|index|unary)$/.test(written.kind);
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

export function isReference(local: LocalVariable): boolean {
  const position = local.parameter;
  return position !== undefined ? local.owner.decl.params?.[position]?.type.reference === true : local.reference;
}
