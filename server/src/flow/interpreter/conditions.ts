/** Tests: the states in which one holds, and those in which it does not. */
import type { Expr } from '../../syntax/ast';
import { assume } from '../arithmetic';
import type { State } from '../state';
import type { Context, Evaluation, Outcome } from './evaluation';
import type { Places } from './places';
import { MAX_EXPRESSION_DEPTH, type InterpreterRun } from './run';

export class Conditions {
  constructor(
    private readonly run: InterpreterRun,
    private readonly places: Places,
    private readonly engine: Evaluation,
  ) {}

  condition(expr: Expr, state: State, cx: Context): { readonly yes: State[]; readonly no: State[] } {
    const expansion = cx.cfg.expansions.get(expr);
    if (expansion && this.run.depth < MAX_EXPRESSION_DEPTH) return this.condition(expansion, state, cx);
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
    for (const { state: s, value } of this.truth(expr, state, cx.tests ? cx : { ...cx, tests: true })) {
      const positive = assume(s.fork(), value, true);
      const negative = assume(s, value, false);
      if (positive) yes.push(positive);
      if (negative) no.push(negative);
    }
    return { yes, no };
  }

  /** What a test asks of an expression: its value, or what the object's `operator bool` says. */
  private truth(expr: Expr, state: State, cx: Context): readonly Outcome[] {
    return this.places.overloads.truth(expr, state, cx) ?? this.engine.evaluate(expr, state, cx);
  }
}
