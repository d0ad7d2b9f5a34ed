/** Takes away what makes a function pageable. */
import type { AllocTextPragma } from '../../syntax/ast';
import type { FunctionEntity } from '../../flow/program';
import type { Place } from '../../wsk/place';
import { functionStart } from '../ownIrp';
import type { FixReport, RuleContext, SourceView } from '../rule';
import { edit, endOfLine, removal, statementAt } from '../statements';
import { lineStart, styleOf } from '../text';

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

/** Out of the segment that a pragma has begun, and back into it for what follows. */
export function outsideSegment(fn: FunctionEntity, segment: string, files: RuleContext['files']): readonly FixReport[] {
  const source = files.get(fn.file);
  const end = source && endOfLine({ source }, fn.decl.end);
  if (!source || !fn.decl.body || end === undefined) return [];
  // The function's own attribute says the segment, or a macro with one.
  const isOwn = /\bcode_seg\b/.test(source.text.slice(fn.decl.start, fn.decl.body.start));
  if (isOwn || !hasPragma(source, fn.decl.start)) return [];
  const start = functionStart({ source, fn: fn.decl });
  const line = styleOf(source).lineEnd;
  return [
    {
      title: { id: 'leaveSegment', args: { name: fn.name } },
      safe: false,
      edits: [
        edit(fn.file, start, start, `#pragma code_seg()${line}`),
        edit(fn.file, end, end, `#pragma code_seg("${segment}")${line}`),
      ],
    },
  ];
}

/** The last pragma before the function. */
function hasPragma({ text }: SourceView, before: number): boolean {
  const at = text.lastIndexOf('code_seg', before);
  return at >= 0 && /^[ \t]*#[ \t]*pragma\b/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}
