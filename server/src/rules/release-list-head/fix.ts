/** The head of the list kept in a local before the loop, and released or stored in the place of the walker. */
import type { SymbolValue } from '../../flow/values';
import type { RootRun } from '../../wsk/facts';
import type { Place } from '../../wsk/place';
import { freeName } from '../../wsk/source';
import type { FixReport, RuleContext } from '../rule';
import { edit, insertBefore, outermostStatement, statementAt } from '../statements';
import { textOf } from '../text';

/** `place`: the argument, or the assignment, that names the walker where the head is wanted. */
export function keepHead(
  root: RootRun,
  { step, head }: { readonly step: Place; readonly head: SymbolValue['symbol'] },
  place: Place,
  files: RuleContext['files'],
): readonly FixReport[] {
  const used = assigned(root, place, files) ?? place;
  const parameter = root.fn.decl.params?.find((param) => head.key === `param:${root.fn.id}:${param.name}`);
  const source = files.get(step.file);
  const advancing = statementAt(root.fn, step, files);
  const at = advancing && outermostStatement(advancing);
  if (!parameter || !source || !at || used.file !== step.file || at.stmt.start > used.start) return [];
  if (textOf(source, used) !== parameter.name) return [];
  const fn = root.fn.decl;
  const name = freeName('Head', source.text.slice(fn.start, fn.end));
  const type = source.text.slice(parameter.type.start, parameter.nameSpan.start).trim();
  const space = type.endsWith('*') ? '' : ' ';
  const edits = insertBefore(at, `${type}${space}${name} = ${parameter.name};\n`);
  if (!edits) return [];
  return [
    {
      title: { id: 'keepHead', args: { name } },
      safe: false,
      edits: [...edits, edit(used.file, used.start, used.end, name)],
    },
  ];
}

function assigned(root: RootRun, place: Place, files: RuleContext['files']): Place | undefined {
  const stmt = statementAt(root.fn, place, files)?.stmt;
  if (stmt?.kind !== 'expr' || stmt.expr.kind !== 'assign' || stmt.expr.start !== place.start) return undefined;
  return { file: place.file, start: stmt.expr.value.start, end: stmt.expr.value.end };
}
