/** Lambdas as functions of the program. */
import { walkExpression, walkStatement } from '../syntax/walk';
import type { Block, Expr, FunctionDecl, Lambda, Param, Span, TypeName } from '../syntax/ast';

export const LAMBDA = 'lambda';

/** Reads its place from the expression: it moves along. */
export class LambdaDecl implements FunctionDecl {
  readonly name = LAMBDA;
  readonly variadic = false;
  readonly isStatic = true;
  readonly isTemplate = false;
  readonly returnType: TypeName;

  constructor(
    readonly expr: Lambda,
    readonly scope: readonly string[],
    readonly isMethod: boolean,
  ) {
    const { start, end } = expr;
    this.returnType = { base: 'auto', pointers: 0, arrays: [], isConst: false, opaque: true, start, end };
  }

  get start(): number {
    return this.expr.start;
  }

  get end(): number {
    return this.expr.end;
  }

  get nameSpan(): Span {
    return this.expr;
  }

  get params(): readonly Param[] {
    return this.expr.params;
  }

  get body(): Block {
    return this.expr.body;
  }
}

/** The lambdas that stand in the body or the expression, without those in other lambdas. */
export function lambdasIn(root: Block | Expr): readonly Lambda[] {
  const found: Lambda[] = [];
  const visit = (expr: Expr): void => {
    if (expr.kind === 'lambda') found.push(expr);
  };
  if (root.kind === 'block') walkStatement(root, visit, false);
  else walkExpression(root, visit, false);
  return found;
}
