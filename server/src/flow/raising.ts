/** Which calls may raise a structured exception, as far as a handler around them needs to know. */
import type { Expr, Stmt } from '../syntax/ast';
import { parts, walkStatement } from '../syntax/walk';
import type { Program } from './program';

const MAX_DEPTH = 3;

export class Raising {
  constructor(
    private readonly program: Program,
    private readonly isBuiltin: (name: string) => boolean,
    private readonly file: string,
  ) {}

  /**
   * The routine may raise, or it is a helper that does nothing but check: where it had done something else by then, that would
   * have to be known in the handler.
   */
  mayRaise(name: string, depth = 0): boolean {
    if (this.program.platform.mayRaise(name)) return true;
    if (depth >= MAX_DEPTH || this.isBuiltin(name)) return false;
    const body = this.program.resolveFunction(name, this.file)?.decl.body;
    if (!body) return false;
    const calls: Expr[] = [];
    const writes: Expr[] = [];
    walkStatement(body, (expr) => {
      if (expr.kind === 'call') calls.push(expr);
      else if (expr.kind === 'assign' || expr.kind === 'update' || expr.kind === 'delete') writes.push(expr);
    });
    const checks = calls.every(
      (expr) => expr.kind === 'call' && expr.callee.kind === 'ident' && this.mayRaise(expr.callee.name, depth + 1),
    );
    return calls.length > 0 && checks && writes.length === 0 && !handles(body);
  }
}

/** What is raised in it may be handled in it. */
function handles(stmt: Stmt): boolean {
  return stmt.kind === 'try' || parts(stmt).statements.some(handles);
}
