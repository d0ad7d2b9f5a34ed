import type { Expr, FileSyntax, Stmt } from '../../syntax/ast';
import { parts, walkFile } from '../../syntax/walk';
import { model } from '../../model';
import { nearestName } from '../../workspace/nearestName';
import type { FixReport, Rule } from '../rule';

/** Flags that wsk.h has: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'unknown-event-flag', section: 'events', severity: 'error', statements: ['A11', 'B5'], fixable: true },
  check({ facts, files, report }) {
    const known = [...model.eventFlags.keys()];
    for (const [path, { syntax }] of files) {
      let locals: ReadonlySet<string> | undefined;
      const visit = (expr: Expr): void => {
        if (
          expr.kind !== 'ident' ||
          !expr.name.startsWith('WSK_EVENT_') ||
          model.lookup(expr.name) ||
          facts.program.defines(expr.name)
        )
          return;
        locals ??= declaredIn(syntax);
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
      walkFile(syntax, visit);
    }
  },
};

/** Names of parameters and local variables, by whatever function. */
function declaredIn({ functions }: FileSyntax): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (stmt: Stmt): void => {
    if (stmt.kind === 'decl') for (const { name } of stmt.declarators) names.add(name);
    for (const inner of parts(stmt).statements) collect(inner);
  };
  for (const fn of functions) {
    for (const param of fn.params ?? []) names.add(param.name);
    if (fn.body) collect(fn.body);
  }
  return names;
}
