/** What can be done about findings: their fixes, all safe fixes of a file, and comments that silence them. */
import type { Finding, Message, TextEdit } from '../rules/finding';
import type { LineIndex } from '../text/source';
import { chooseSafeEdits } from './applyFixes';
import type { Translate } from './messages';

export interface CodeAction {
  readonly kind: 'quickfix' | 'source.fixAll.wsk' | `refactor.${string}`;
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** What the action does away with. */
  readonly finding?: Finding;
  /** What stands in the new text for the author to replace, in editors that can select it. */
  readonly placeholder?: string;
  /** The one that an editor may take without asking. */
  readonly preferred?: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
}

/** Findings that touch a range; an empty range is a cursor. */
export function findingsAt(findings: readonly Finding[], start: number, end: number): Finding[] {
  return findings.filter(({ location }) => location.start <= end && start <= location.end);
}

export function quickFixes(findings: readonly Finding[], format: (message: Message) => string): CodeAction[] {
  return findings.flatMap((finding) => {
    const safe = finding.fixes.filter((fix) => fix.safe);
    return finding.fixes.map((fix): CodeAction => ({
      kind: 'quickfix',
      title: format(fix.title),
      edits: fix.edits,
      finding,
      preferred: safe.length === 1 && fix.safe,
    }));
  });
}

export function fixAll(findings: readonly Finding[], translate: Translate): CodeAction[] {
  const edits = chooseSafeEdits(findings);
  return edits.length === 0 ? [] : [{ kind: 'source.fixAll.wsk', title: translate('action.fixAll'), edits }];
}

function lineText(file: SourceFile, line: number): string {
  return file.text.slice(file.lines.startOf(line), file.lines.startOf(line + 1)).replace(/[\r\n]+$/, '');
}

function lineBreak(file: SourceFile): string {
  return /\r\n|\n|\r/.exec(file.text)?.[0] ?? '\n';
}

/** The comment on a line of its own before the finding's line, indented like it. */
function suppressLine(finding: Finding, file: SourceFile, translate: Translate): CodeAction {
  const line = file.lines.positionAt(finding.location.start).line;
  const at = file.lines.startOf(line);
  const indent = /^[ \t]*/.exec(lineText(file, line))?.[0] ?? '';
  const reason = translate('action.reason');
  // Inside a macro every line continues; a line comment would swallow the rest of it.
  const continued = line > 0 && /\\\s*$/.test(lineText(file, line - 1));
  const comment = continued
    ? `/* wsk-ignore ${finding.rule}: ${reason} */ \\`
    : `// wsk-ignore ${finding.rule}: ${reason}`;
  return {
    kind: 'quickfix',
    title: translate('action.suppressLine', { rule: finding.rule }),
    edits: [{ location: { file: file.path, start: at, end: at }, newText: `${indent}${comment}${lineBreak(file)}` }],
    placeholder: reason,
    finding,
  };
}

function suppressFile(finding: Finding, file: SourceFile, translate: Translate): CodeAction {
  const reason = translate('action.reason');
  const comment = `// wsk-ignore-file ${finding.rule}: ${reason}`;
  return {
    kind: 'quickfix',
    title: translate('action.suppressFile', { rule: finding.rule }),
    edits: [{ location: { file: file.path, start: 0, end: 0 }, newText: `${comment}${lineBreak(file)}` }],
    placeholder: reason,
    finding,
  };
}

/** Findings about suppression comments: another comment is not what they need. */
const aboutSuppressions = new Set(['unused-suppression', 'suppression-without-rule']);

export function suppressions(findings: readonly Finding[], file: SourceFile, translate: Translate): CodeAction[] {
  return findings
    .filter((finding) => finding.location.file === file.path && !aboutSuppressions.has(finding.rule))
    .flatMap((finding) => [suppressLine(finding, file, translate), suppressFile(finding, file, translate)]);
}
