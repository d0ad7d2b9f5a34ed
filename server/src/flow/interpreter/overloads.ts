/** Operators of classes of the workspace: what `->`, `*`, `[]`, `&`, `()`, `=` and conversions do with an object. */
import type { Expr } from '../../syntax/ast';
import type { FunctionEntity } from '../program';
import type { Region } from '../regions';
import type { State } from '../state';
import type { RecordType, Type } from '../types';
import type { Value } from '../values';
import type { Context, Evaluation, Outcome, Place } from './evaluation';
import type { Places } from './places';
import type { InterpreterRun } from './run';
import type { StaticTypes } from './types';

export class Overloads {
  constructor(
    private readonly run: InterpreterRun,
    private readonly types: StaticTypes,
    private readonly places: Places,
    private readonly engine: Evaluation,
  ) {}

  /** Where `object->`, `*object` or `object[index]` leads; undefined where that is no operator of a class. */
  pointed(operand: Expr, op: '->' | '*' | '[]', state: State, cx: Context, index?: Expr): Place[] | undefined {
    const fn = this.operator(operand, `operator${op}`, cx, index ? [index] : []);
    if (!fn) return undefined;
    const given = index
      ? this.engine.evaluate(index, state, cx).map((o) => ({ state: o.state, args: [o.value] }))
      : [{ state, args: [] }];
    return given.flatMap((one) =>
      this.apply(fn, operand, one.args, one.state, cx).flatMap(
        (o) => this.places.returned(o, operand, cx) ?? this.places.target(o.value, operand, o.state, cx),
      ),
    );
  }

  /** What `&object` gives. */
  addressOf(operand: Expr, state: State, cx: Context): readonly Outcome[] | undefined {
    const fn = this.operator(operand, 'operator&', cx);
    return fn && this.apply(fn, operand, [], state, cx);
  }

  /** What a test asks of an object: what its `operator bool` says, or another conversion. */
  truth(operand: Expr, state: State, cx: Context): readonly Outcome[] | undefined {
    const type = this.classOf(operand, cx);
    const all = type ? this.run.program.conversionsOf(type.name) : [];
    const fn = all.find(({ name }) => name === 'operator bool') ?? (all.length === 1 ? all[0] : undefined);
    return fn && this.apply(fn, operand, [], state, cx);
  }

  /** What an object becomes where something is needed that is none; undefined where it stays what it is. */
  converted(operand: Expr, target: Type | undefined, state: State, cx: Context): readonly Outcome[] | undefined {
    if (target?.t === 'record' || target?.t === 'opaque') return undefined;
    const type = this.classOf(operand, cx);
    if (!type) return undefined;
    const all = this.run.program.conversionsOf(type.name).filter(({ name }) => name !== 'operator bool');
    const [only] = all;
    return only && all.length === 1 ? this.apply(only, operand, [], state, cx) : undefined;
  }

  /** The value of an expression where one of this type is needed. */
  evaluate(expr: Expr, target: Type | undefined, state: State, cx: Context): readonly Outcome[] {
    return this.converted(expr, target, state, cx) ?? this.engine.evaluate(expr, state, cx);
  }

  /** The operator of the operand's class. */
  operator(operand: Expr, name: string, cx: Context, args: readonly Expr[] = []): FunctionEntity | undefined {
    if (!this.run.program.definesMethod(name)) return undefined;
    const type = this.classOf(operand, cx);
    return type && this.types.methodOf(type, name, args, cx);
  }

  /** What the operator's function gets of its operand. */
  argument(fn: FunctionEntity, arg: Expr, state: State, cx: Context): readonly Outcome[] {
    if (fn.decl.params?.[0]?.type.reference !== true) return this.engine.evaluate(arg, state, cx);
    return this.places.referent(arg, state, cx).map(({ state: s, region }) => ({
      state: s,
      value: region ? this.run.pointer(region, this.run.site(arg, cx)) : this.run.unknown(arg, cx),
    }));
  }

  private classOf(operand: Expr, cx: Context): RecordType | undefined {
    if (this.run.program.files.get(cx.frame.fn.file)?.language !== 'cpp') return undefined;
    const type = this.types.typeOf(operand, cx);
    return type?.t === 'record' ? type : undefined;
  }

  apply(fn: FunctionEntity, operand: Expr, args: readonly Value[], state: State, cx: Context): readonly Outcome[] {
    return this.places
      .place(operand, state, cx)
      .flatMap(({ state: s, region }) => this.enter(fn, region, operand, args, s, cx));
  }

  private enter(
    fn: FunctionEntity,
    self: Region | undefined,
    at: Expr,
    args: readonly Value[],
    state: State,
    cx: Context,
  ): readonly Outcome[] {
    const site = this.run.site(at, cx);
    const activation = { fn, site, kind: 'call' as const, parent: cx.frame, round: cx.round, self };
    return this.engine.enter(activation, [{ state, args }]) ?? [{ state, value: this.run.unknown(at, cx) }];
  }
}
