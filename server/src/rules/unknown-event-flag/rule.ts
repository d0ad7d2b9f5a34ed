import type { Expr } from '../../syntax/ast';
import { walkExpression, walkStatement } from '../../syntax/walk';
import { model } from '../../model';
import { nearestName } from '../../workspace/nearestName';
import type { FixReport, Rule } from '../rule';

/** Flags that wsk.h has: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'unknown-event-flag', section: 'events', severity: 'error', statements: ['A11', 'B5'], fixable: true },
  check({ facts, files, report }) {
    const known = [...model.eventFlags.keys()];
    for (const [path, { syntax }] of files) {
      const visit = (expr: Expr): void => {
        if (
          expr.kind !== 'ident' ||
          !expr.name.startsWith('WSK_EVENT_') ||
          model.lookup(expr.name) ||
          facts.program.defines(expr.name)
        )
          return;
        if (locals.has(expr.name)) return;
        const place = { file: path, start: expr.start, end: expr.end };
        const conditional = /INSPECT|ABORT/.test(expr.name);
        const nearest = conditional ? undefined : nearestName(expr.name, known);
        const fixes: FixReport[] =
          nearest === undefined
            ? []
            : [{ title: { id: 'fix', args: { name: nearest } }, safe: false, edits: [{ place, newText: nearest }] }];
        report({ place, message: { id: conditional ? 'conditional' : 'unknown', args: { name: expr.name } }, fixes });
      };
      let locals = new Set<string>();
      for (const fn of syntax.functions) {
        locals = new Set((fn.params ?? []).map((param) => param.name));
        if (fn.body) walkStatement(fn.body, visit);
      }
      locals = new Set();
      for (const variable of syntax.variables) if (variable.init) walkExpression(variable.init, visit);
      for (const macro of syntax.macros) if (macro.expr) walkExpression(macro.expr, visit);
      for (const one of syntax.enums)
        for (const member of one.members) if (member.value) walkExpression(member.value, visit);
    }
  },
};
