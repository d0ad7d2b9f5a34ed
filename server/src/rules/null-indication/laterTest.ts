/** A parameter that is stored as it comes may be tested where it is read again. */
import type { Expr, FileSyntax, Stmt } from '../../syntax/ast';
import { parts, walkFile, withoutCasts } from '../../syntax/walk';
import type { RuleContext } from '../rule';

/** Somewhere in the workspace a member or variable of this name is asked whether it is NULL. */
export function isTestedSomewhere(name: string, files: RuleContext['files']): boolean {
  return [...files.values()].some(({ text, syntax }) => text.includes(name) && tests(syntax, name));
}

function tests(syntax: FileSyntax, name: string): boolean {
  let isFound = false;
  const ask = (expr: Expr | undefined): void => {
    const plain = withoutCasts(expr);
    if ((plain?.kind === 'member' || plain?.kind === 'ident') && plain.name === name) isFound = true;
    // A store whose value is tested at once.
    if (plain?.kind === 'assign') ask(plain.target);
  };
  walkFile(syntax, (expr) => {
    if (expr.kind === 'binary' && ['==', '!=', '&&', '||'].includes(expr.op)) {
      ask(expr.left);
      ask(expr.right);
    } else if (expr.kind === 'unary' && expr.op === '!') ask(expr.operand);
    else if (expr.kind === 'conditional') ask(expr.test);
  });
  const visit = (stmt: Stmt): void => {
    if (stmt.kind === 'if' || stmt.kind === 'while' || stmt.kind === 'doWhile') ask(stmt.test);
    if (stmt.kind === 'for') ask(stmt.test);
    parts(stmt).statements.forEach(visit);
  };
  for (const { body } of syntax.functions) if (body) visit(body);
  return isFound;
}
