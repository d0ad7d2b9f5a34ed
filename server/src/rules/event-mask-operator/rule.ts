import { children, walkExpression, walkStatement } from '../../syntax/walk';
import type { Expr } from '../../syntax/ast';
import type { Program } from '../../flow/program';
import { model } from '../../model';
import type { Rule } from '../rule';

/** Event flags are bits: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'event-mask-operator', section: 'events', severity: 'error', statements: ['A4'], fixable: true },
  check({ facts, files, report }) {
    const program = facts.program;
    for (const [path, { syntax, text }] of files) {
      const visit = (expr: Expr): void => {
        if (
          (expr.kind !== 'comma' && !isLogical(expr)) ||
          !isFlags(expr.left, program, path) ||
          !isFlags(expr.right, program, path)
        )
          return;
        const operator = expr.kind === 'comma' ? ',' : expr.op;
        // Only the outermost of a chain is reported.
        if (nested.has(expr)) return;
        for (const child of children(expr)) nested.add(child);
        const edits = operators(expr, text).map((at) => ({
          place: { file: path, ...at },
          newText: text[at.start] === ',' ? ' |' : '|',
        }));
        const safe = edits.every((edit) => /^(\|\||&&|,)$/.test(text.slice(edit.place.start, edit.place.end)));
        report({
          place: { file: path, start: expr.start, end: expr.end },
          message: { id: operator === ',' ? 'comma' : 'logical', args: { operator } },
          fixes: safe && edits.length > 0 ? [{ title: { id: 'fix' }, safe: true, edits }] : [],
        });
      };
      const nested = new Set<Expr>();
      for (const fn of syntax.functions) if (fn.body) walkStatement(fn.body, visit);
      for (const variable of syntax.variables) if (variable.init) walkExpression(variable.init, visit);
      for (const macro of syntax.macros) if (macro.expr) walkExpression(macro.expr, visit);
    }
    function operators(expr: Expr, text: string): { start: number; end: number }[] {
      if (expr.kind === 'binary' && (expr.op === '&&' || expr.op === '||')) {
        return [
          ...operators(expr.left, text),
          { start: expr.opSpan.start, end: expr.opSpan.end },
          ...operators(expr.right, text),
        ];
      }
      if (expr.kind !== 'comma') return [];
      const comma = text.indexOf(',', expr.left.end);
      return comma < 0 || comma >= expr.right.start
        ? []
        : [...operators(expr.left, text), { start: comma, end: comma + 1 }, ...operators(expr.right, text)];
    }
  },
};

function isLogical(expr: Expr): expr is Extract<Expr, { kind: 'binary' }> {
  return expr.kind === 'binary' && (expr.op === '&&' || expr.op === '||');
}

/** The expression is an event flag, or a combination of some: not a test of one. */
function isFlags(expr: Expr, program: Program, file: string, depth = 0): boolean {
  if (depth > 8) return false;
  switch (expr.kind) {
    case 'ident': {
      if (model.eventFlags.has(expr.name)) return true;
      const macro = program.resolveMacro(expr.name, file);
      if (macro?.decl.params === undefined && macro?.decl.expr)
        return isFlags(macro.decl.expr, program, macro.file, depth + 1);
      const enumerator = program.resolveEnumerator(expr.name, file);
      const value = enumerator?.declaration.members[enumerator.position]?.value;
      return value !== undefined && isFlags(value, program, enumerator?.file ?? file, depth + 1);
    }
    case 'binary':
      return (
        (expr.op === '|' || expr.op === '&&' || expr.op === '||') &&
        isFlags(expr.left, program, file, depth + 1) &&
        isFlags(expr.right, program, file, depth + 1)
      );
    case 'cast':
      return isFlags(expr.operand, program, file, depth + 1);
    case 'comma':
      return isFlags(expr.left, program, file, depth + 1) && isFlags(expr.right, program, file, depth + 1);
    default:
      return false;
  }
}
