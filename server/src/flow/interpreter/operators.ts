/** Operators: what they make of their operands, and what the writing ones write. */
import type { Assign, Binary, Conditional, Expr, Unary, Update } from '../../syntax/ast';
import { add, addUnknown, compute, constantOf, negate } from '../arithmetic';
import type { State } from '../state';
import type { Origin, Value } from '../values';
import type { Conditions } from './conditions';
import { fromEach } from './each';
import type { Context, Evaluation, Outcome } from './evaluation';
import type { Initialisers } from './initialisers';
import type { Memory } from './memory';
import type { Places } from './places';
import type { InterpreterRun } from './run';
import type { StaticTypes } from './types';

export class Operators {
  constructor(
    private readonly run: InterpreterRun,
    private readonly memory: Memory,
    private readonly types: StaticTypes,
    private readonly places: Places,
    private readonly initialisers: Initialisers,
    private readonly conditions: Conditions,
    private readonly engine: Evaluation,
  ) {}

  unary(expr: Unary, start: State, cx: Context): readonly Outcome[] {
    const site = this.run.site(expr, cx);
    switch (expr.op) {
      case '&':
        return this.addressOf(expr, start, cx);
      case '*':
        return this.places.place(expr, start, cx).map(({ state, region }) => ({
          state,
          value: region
            ? this.memory.read(region, this.types.typeOf(expr, cx), state, expr, cx)
            : this.run.unknown(expr, cx),
        }));
      case '!':
        return this.engine.evaluate(expr.operand, start, cx).map((o) => ({
          state: o.state,
          value: negate(o.value, { site, kind: 'computed', parts: [o.value.origin] }),
        }));
      default:
        return this.engine.evaluate(expr.operand, start, cx).map((o) => {
          // `+[] { … }`: the lambda as a plain function.
          if (expr.op === '+' && o.value.k === 'function') return o;
          const n = constantOf(o.state, o.value);
          if (n === undefined) return { state: o.state, value: this.run.unknown(expr, cx) };
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
    const overloaded = this.places.overloads.addressOf(operand, start, cx);
    if (overloaded) return overloaded;
    const origin: Origin = { site: this.run.site(expr, cx), kind: 'operator', name: '&', parts: [], expr };
    if (operand.kind === 'ident' && !cx.cfg.bindings.has(operand) && !cx.cfg.expansions.has(operand)) {
      const variable = this.types.variableNamed(operand, cx);
      if (variable)
        return [{ state: start, value: { k: 'pointer', region: this.places.globalRegion(variable), origin } }];
      const fn = this.types.functionNamed(operand, cx);
      if (fn) return [{ state: start, value: { k: 'function', entity: fn, name: fn.name, origin } }];
      if (!this.places.isImplicitMember(operand, cx)) {
        return [
          {
            state: start,
            value: { k: 'pointer', region: this.run.regions.global(operand.name, undefined, undefined), origin },
          },
        ];
      }
    }
    return this.places.place(operand, start, cx).map(({ state, region }) => ({
      state,
      value: region ? { k: 'pointer', region, origin } : this.run.unknown(expr, cx),
    }));
  }

  update(expr: Update, start: State, cx: Context): readonly Outcome[] {
    return this.places.place(expr.operand, start, cx).map(({ state, region }) => {
      if (!region) return { state, value: this.run.unknown(expr, cx) };
      const site = this.run.site(expr, cx);
      const old = this.memory.read(region, this.types.typeOf(expr.operand, cx), state, expr, cx);
      const changed = add(
        old,
        expr.op === '++' ? 1 : -1,
        { site, kind: 'computed', parts: [old.origin] },
        this.run.regions,
      );
      this.memory.write(region, changed, site, state);
      return { state, value: expr.prefix ? changed : old };
    });
  }

  binary(expr: Binary, start: State, cx: Context): readonly Outcome[] {
    const site = this.run.site(expr, cx);
    if (expr.op === '&&' || expr.op === '||') {
      const parts = [expr.left, expr.right].flatMap((operand) =>
        isOperand(operand, cx) ? this.engine.evaluate(operand, start.fork(), cx).map((o) => o.value.origin) : [],
      );
      const { yes, no } = this.conditions.condition(expr, start, cx);
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
    return fromEach(this.engine.evaluate(expr.left, start, cx), (l) =>
      this.engine.evaluate(expr.right, l.state, cx).map((r) => {
        const origin: Origin = { site, kind: 'operator', name: expr.op, parts: [l.value.origin, r.value.origin], expr };
        if (expr.op === '==' || expr.op === '!=') this.run.semantics.compared(l.value, r.value, site, r.state);
        if (expr.op === '+' || expr.op === '-') {
          const n = constantOf(r.state, r.value);
          if (n !== undefined)
            return { state: r.state, value: add(l.value, expr.op === '+' ? n : -n, origin, this.run.regions) };
        }
        if (expr.op === '+' && r.value.k === 'symbol') {
          const value = addUnknown(l.value, r.value.symbol, origin, this.run.regions);
          if (value) return { state: r.state, value };
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

  assign(expr: Assign, start: State, cx: Context): readonly Outcome[] {
    const site = this.run.site(expr, cx);
    const expansion = cx.cfg.expansions.get(expr.value) ?? expr.value;
    if (expr.target.kind === 'member' && expr.target.binds) return this.bindReference(expr, start, cx);
    const overloaded = expr.op === '=' ? this.assignObject(expr, start, cx) : undefined;
    if (overloaded) return overloaded;
    if (expr.op === '=' && expansion.kind === 'initList') {
      const type = this.types.typeOf(expr.target, cx);
      // The list is what a constructor gets: what that makes of it is not known.
      const isBuilt = type?.t === 'record' && (!type.complete || this.run.program.hasConstructor(type.name));
      return this.places.place(expr.target, start, cx).flatMap(({ state, region }) => {
        if (!region || isBuilt) return this.engine.evaluate(expansion, state, cx);
        const states = this.initialisers.initialise(region, type, expansion, state, cx);
        return states.map((s) => ({ state: s, value: this.run.unknown(expr, cx) }));
      });
    }
    const type = this.types.typeOf(expr.target, cx);
    return fromEach(this.places.overloads.evaluate(expr.value, type, start, cx), (v) =>
      this.places.place(expr.target, v.state, cx).map(({ state, region }) => {
        let value = this.memory.retype(v.value, type);
        if (expr.op !== '=') {
          const old = region
            ? this.memory.read(region, type, state, expr.target, cx)
            : this.run.unknown(expr.target, cx);
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
              ? add(old, expr.op === '+=' ? n : -n, origin, this.run.regions)
              : compute(COMPOUND[expr.op], old, v.value, origin);
        }
        if (region) this.memory.write(region, value, site, state);
        // It stands in a place that is not known.
        else this.run.semantics.absorbed(value, state);
        return { state, value };
      }),
    );
  }

  /** A member that is a reference gets what it stands for. */
  private bindReference(expr: Assign, start: State, cx: Context): readonly Outcome[] {
    const site = this.run.site(expr, cx);
    return this.places.referent(expr.value, start, cx).flatMap(({ state, region: object }) =>
      this.places.place(expr.target, state, cx).map(({ state: s, region }) => {
        const value = object ? this.run.pointer(object, site) : this.run.unknown(expr, cx);
        if (region) this.memory.write(region, value, site, s);
        return { state: s, value };
      }),
    );
  }

  /** The `operator=` of a class of the workspace. */
  private assignObject(expr: Assign, start: State, cx: Context): readonly Outcome[] | undefined {
    const { overloads } = this.places;
    const fn = overloads.operator(expr.target, 'operator=', cx, [expr.value]);
    if (!fn) return undefined;
    return overloads
      .argument(fn, expr.value, start, cx)
      .flatMap(({ state, value }) => overloads.apply(fn, expr.target, [value], state, cx));
  }

  conditional(expr: Conditional, start: State, cx: Context): readonly Outcome[] {
    const { yes, no } = this.conditions.condition(expr.test, start, cx);
    if (yes.length > 0 && no.length > 0) {
      const site = this.run.site(expr.test, cx);
      for (const s of yes) s.note(site, 'true');
      for (const s of no) s.note(site, 'false');
    }
    return [
      ...yes.flatMap((s) => this.engine.evaluate(expr.then, s, cx)),
      ...no.flatMap((s) => this.engine.evaluate(expr.otherwise, s, cx)),
    ];
  }
}

/** Names and numbers, and what `|` makes of them: evaluating it changes nothing. */
function isOperand(expr: Expr, cx: Context): boolean {
  const e = cx.cfg.expansions.get(expr) ?? expr;
  if (e.kind === 'cast') return isOperand(e.operand, cx);
  if (e.kind === 'binary') return e.op === '|' && isOperand(e.left, cx) && isOperand(e.right, cx);
  return e.kind === 'ident' || e.kind === 'number' || (e.kind === 'member' && isOperand(e.object, cx));
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
