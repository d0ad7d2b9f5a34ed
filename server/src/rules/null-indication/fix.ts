/** A test for NULL at the head of the callback. */
import type { Stmt } from '../../syntax/ast';
import { model } from '../../model';
import type { RootRun } from '../../wsk/facts';
import { harmlessResult } from '../../wsk/source';
import type { Place } from '../../wsk/place';
import { localName } from '../outputs';
import type { FixReport, RuleContext } from '../rule';
import { holds, insertBefore, outermostStatement, sibling, statementAt, type StatementPlace } from '../statements';

/** Returns before anything is done: nothing is held yet that would have to be given back. */
export function testFirst(
  root: RootRun,
  parameter: string,
  use: Place,
  files: RuleContext['files'],
): readonly FixReport[] {
  const callback = root.callback === undefined ? undefined : model.callbacks.get(root.callback);
  const name = callback && localName(root, callback.name, parameter);
  const inner = statementAt(root.fn, use, files);
  const at = inner && outermostStatement(inner);
  if (!callback || !name || !at?.siblings) return [];
  const index = at.siblings.findIndex((stmt) => holds(stmt, use) || !isPreparation(stmt, at));
  const first = sibling(at, index);
  const nothing = at.source.syntax.language === 'cpp' && at.source.text.includes('nullptr') ? 'nullptr' : 'NULL';
  const code = `if (${name} == ${nothing}) {\n    return ${harmlessResult(callback)};\n}\n`;
  const edits = first && insertBefore(first, code);
  return edits ? [{ title: { id: 'insertTest', args: { parameter: name } }, safe: false, edits }] : [];
}

/** Declarations, and notes for the compiler that a parameter is not used. */
function isPreparation(stmt: Stmt, { source }: StatementPlace): boolean {
  if (stmt.kind === 'decl' || stmt.kind === 'empty') return true;
  return (
    stmt.kind === 'expr' &&
    /^(?:(?:DBG_)?UNREFERENCED_PARAMETER\s*\(\w+\)|\(\s*(?:void|VOID)\s*\)\s*\w+)\s*;?$/.test(
      source.text.slice(stmt.start, stmt.end),
    )
  );
}
