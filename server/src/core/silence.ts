/** What comments silence, and what they say wrongly. */
import type { Finding, Levels } from '../rules/finding';
import type { SourceView } from '../rules/rule';
import { LineIndex } from '../text/source';
import { applySuppressions } from '../workspace/suppressions';

export interface Silenced {
  readonly finding: Finding;
  /** As the comment gives it. */
  readonly reason: string;
}

/** Splits a file's findings into those that stay and those that a comment silences. */
export function silence(
  path: string,
  { text, syntax }: SourceView,
  findings: readonly Finding[],
  levels: Levels,
): { readonly kept: readonly Finding[]; readonly suppressed: readonly Silenced[] } {
  if (syntax.suppressionComments.length === 0) return { kept: findings, suppressed: [] };
  const { kept, suppressed, problems } = applySuppressions(
    { text, lines: new LineIndex(text), comments: syntax.suppressionComments },
    findings,
    (rule) => levels.levelOf(rule, path) !== 'off',
  );
  const found = problems.flatMap((problem): Finding[] => {
    const level = levels.levelOf(problem.rule, path);
    if (level === 'off') return [];
    const at = (span: { readonly start: number; readonly end: number }): Finding['location'] => ({
      file: path,
      start: span.start,
      end: span.end,
    });
    const unused = problem.rule === 'unused-suppression';
    const remove = {
      title: { key: `${problem.rule}/remove`, args: {} },
      safe: true,
      edits: [{ location: at(problem.removal), newText: '' }],
    };
    return [
      {
        rule: problem.rule,
        severity: level ?? (unused ? 'information' : 'error'),
        location: at(problem),
        message: { key: `${problem.rule}/found`, args: { rule: problem.suppressed } },
        related: [],
        fixes: unused ? [remove] : [],
      },
    ];
  });
  return { kept: [...kept, ...found], suppressed };
}
