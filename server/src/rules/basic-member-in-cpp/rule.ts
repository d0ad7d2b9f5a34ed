import type { Expr, Member } from '../../syntax/ast';
import { walkStatement } from '../../syntax/walk';
import { model } from '../../model';
import type { Program } from '../../flow/program';
import { pointee, type Type } from '../../flow/types';
import type { RuleContext, Rule } from '../rule';

/** In C++ wsk.h names the common part of the dispatch tables: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_provider_basic_dispatch */
export const rule: Rule = {
  meta: { id: 'basic-member-in-cpp', section: 'sockets', severity: 'error', statements: ['H22'], fixable: true },
  check(context) {
    const speak = (file: string, member: Member): void => speakOf(context, file, member);
    for (const fact of context.facts.calls) {
      const callee = fact.call.callee;
      if (fact.fn && callee.kind === 'member' && isCommon(callee.name) && isLargerTable(fact.table?.type))
        speak(fact.frame.fn.file, callee);
    }
    // Bodies of lambdas are read, but not run: there only a cast tells the table.
    for (const [file, { syntax }] of context.files) {
      if (syntax.language !== 'cpp') continue;
      for (const fn of syntax.functions) {
        if (!fn.body) continue;
        walkStatement(fn.body, (expr) => {
          if (
            expr.kind === 'member' &&
            isCommon(expr.name) &&
            isLargerTable(castType(expr, context.facts.program, file))
          )
            speak(file, expr);
        });
      }
    }
  },
};

function speakOf({ files, report }: RuleContext, file: string, member: Member): void {
  if (files.get(file)?.syntax.language !== 'cpp') return;
  const place = { file, start: member.nameSpan.start, end: member.nameSpan.end };
  report({
    place,
    message: { id: 'unnamed', args: { member: member.name } },
    fixes: [
      {
        title: { id: 'insert' },
        safe: true,
        edits: [{ place: { file, start: place.start, end: place.start }, newText: 'Basic.' }],
      },
    ],
  });
}

function isCommon(name: string): boolean {
  return name === 'WskControlSocket' || name === 'WskCloseSocket';
}

/** A provider table that has the common part as a member. */
function isLargerTable(type: Type | undefined): boolean {
  const table = type && model.tables.get(type.name);
  return (
    table?.side === 'provider' &&
    table.name !== 'WSK_PROVIDER_BASIC_DISPATCH' &&
    table.category !== 'client' &&
    table.name !== 'WSK_PROVIDER_DISPATCH'
  );
}

function castType(member: Member, program: Program, file: string): Type | undefined {
  const object: Expr = member.object;
  return object.kind === 'cast' ? pointee(program.type(object.type, file)) : undefined;
}
