/** Takes away what makes a function pageable. */
import type { AllocTextPragma } from '../../syntax/ast';
import type { FunctionEntity } from '../../flow/program';
import type { Place } from '../../wsk/place';
import type { FixReport, RuleContext } from '../rule';
import { edit, removal, statementAt } from '../statements';
import { lineStart } from '../text';

export function withoutMacro(fn: FunctionEntity, place: Place, files: RuleContext['files']): readonly FixReport[] {
  const at = statementAt(fn, place, files);
  const edits = at && removal(at);
  return edits ? [{ title: { id: 'removeMacro' }, safe: true, edits }] : [];
}

/** The function's name leaves the pragma; the pragma goes with its last name. */
export function withoutPragma(
  file: string,
  pragma: AllocTextPragma,
  name: string,
  files: RuleContext['files'],
): readonly FixReport[] {
  const source = files.get(file);
  const index = pragma.names.findIndex((one) => one.name === name);
  const named = pragma.names[index]?.span;
  if (!source || !named) return [];
  const removed = (from: number, to: number): readonly FixReport[] => [
    { title: { id: 'removePragma', args: { name } }, safe: true, edits: [edit(file, from, to, '')] },
  ];
  if (pragma.names.length === 1) {
    const start = lineStart(source, pragma.start);
    const next = source.text.indexOf('\n', pragma.end - 1);
    const end = next < 0 ? source.text.length : next + 1;
    return removed(start, end);
  }
  const before = pragma.names[index - 1]?.span;
  const after = pragma.names[index + 1]?.span;
  const [start, end] = before ? [before.end, named.end] : [named.start, after?.start ?? named.end];
  return removed(start, end);
}
