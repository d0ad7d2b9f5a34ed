/**
 * `wsk-ignore` comments: which findings they silence, and what is wrong with the comments themselves.
 *
 * `// wsk-ignore RULE[, RULE]: reason` on the line before or at the end of the line, `// wsk-ignore-file RULE: reason`
 * anywhere; block comments likewise. Pure: comments and findings in, findings and problems out.
 */
import type { Comment, Span } from '../syntax/ast';
import type { LineIndex } from '../text/source';

/** What a suppression has to know of a finding. */
export interface Suppressible {
  readonly rule: string;
  readonly location: Span;
}

/** A mistake in a suppression comment. */
export interface SuppressionProblem extends Span {
  readonly rule: 'unused-suppression' | 'suppression-without-rule';
  /** The rule that the comment names; '' where it names none. */
  readonly suppressed: string;
  /** The text to delete so that the unused suppression is gone: the comment, or one rule of several. */
  readonly removal: Span;
}

export interface Suppressed<F> {
  readonly finding: F;
  /** What the comment gives as the reason; '' where it gives none. */
  readonly reason: string;
}

export interface SuppressionResult<F> {
  readonly kept: readonly F[];
  readonly suppressed: readonly Suppressed<F>[];
  readonly problems: readonly SuppressionProblem[];
}

interface RuleMention extends Span {
  readonly id: string;
}

interface Directive {
  readonly comment: Comment;
  readonly wholeFile: boolean;
  readonly rules: readonly RuleMention[];
  readonly reason: string;
}

const directiveStart = /^(?:\/\/+|\/\*+)[\s*!]*wsk-ignore(-file)?(?![\w-])/;
const ruleId = /[A-Za-z][\w-]*/y;
const separator = /\s*,\s*/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** The ids after `wsk-ignore`, separated by commas; the list ends at whatever is not `, id`. */
function readRules(text: string, from: number, base: number): { rules: RuleMention[]; end: number } {
  const rules: RuleMention[] = [];
  let at = from;
  for (;;) {
    const id = matchAt(ruleId, text, at);
    if (id === undefined) break;
    rules.push({ id, start: base + at, end: base + at + id.length });
    at += id.length;
    const comma = matchAt(separator, text, at);
    if (comma === undefined) break;
    at += comma.length;
  }
  return { rules, end: at };
}

function readReason(text: string, from: number): string {
  const rest = text.slice(from).replace(/\*+\/$/, '');
  return rest
    .replace(/^\s*(?::|--)?/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function parseDirective(comment: Comment): Directive | undefined {
  const match = directiveStart.exec(comment.text);
  if (!match) return undefined;
  const blanks = /\s*/y;
  const from = match[0].length + (matchAt(blanks, comment.text, match[0].length)?.length ?? 0);
  const { rules, end } = readRules(comment.text, from, comment.start);
  return { comment, wholeFile: match[1] !== undefined, rules, reason: readReason(comment.text, end) };
}

/** Zero-based lines on which a finding is silenced by this directive. */
type Target = { readonly from: number; readonly to: number } | 'file';

/**
 * A comment behind code counts for its own line; one on a line of its own for the next line. Comments one below the other
 * all count for the line after the last of them.
 */
function targetsOf(directives: readonly Directive[], text: string, lines: LineIndex): Target[] {
  const targets: Target[] = [];
  let nextOwnLine: { line: number; target: number } | undefined;
  for (const directive of [...directives].reverse()) {
    const { comment } = directive;
    const first = lines.positionAt(comment.start).line;
    const last = lines.positionAt(comment.end).line;
    if (directive.wholeFile) {
      targets.unshift('file');
    } else if (!comment.ownLine || hasCodeBehind(comment, text, lines, last)) {
      targets.unshift({ from: first, to: last });
    } else {
      const target: number = nextOwnLine?.line === last + 1 ? nextOwnLine.target : last + 1;
      nextOwnLine = { line: first, target };
      targets.unshift({ from: target, to: target });
    }
  }
  return targets;
}

function hasCodeBehind(comment: Comment, text: string, lines: LineIndex, line: number): boolean {
  // In a macro's body a continuation follows the comment; it is no code.
  return (
    text
      .slice(comment.end, lines.startOf(line + 1))
      .replace(/\\\s*$/, '')
      .trim() !== ''
  );
}

function covers(target: Target, finding: Suppressible, lines: LineIndex): boolean {
  if (target === 'file') return true;
  const line = lines.positionAt(finding.location.start).line;
  return line >= target.from && line <= target.to;
}

/** Where one of several rules goes, a comma goes with it. */
function removalOf(directive: Directive, mention: RuleMention): Span {
  const { rules, comment } = directive;
  if (rules.length === 1) return { start: comment.start, end: comment.end };
  const index = rules.indexOf(mention);
  const previous = rules[index - 1];
  const next = rules[index + 1];
  if (previous) return { start: previous.end, end: mention.end };
  return { start: mention.start, end: next ? next.start : mention.end };
}

/**
 * Applies a file's suppression comments to its findings.
 *
 * `isActive` says whether a rule runs at all: a suppression of a rule that is switched off is not reported as unused.
 */
export function applySuppressions<F extends Suppressible>(
  file: { readonly text: string; readonly lines: LineIndex; readonly comments: readonly Comment[] },
  findings: readonly F[],
  isActive: (rule: string) => boolean = () => true,
): SuppressionResult<F> {
  if (file.comments.length === 0) return { kept: findings, suppressed: [], problems: [] };
  const directives = file.comments.flatMap((comment) => parseDirective(comment) ?? []);
  const targets = targetsOf(directives, file.text, file.lines);
  const used = new Set<RuleMention>();
  const kept: F[] = [];
  const suppressed: Suppressed<F>[] = [];
  for (const finding of findings) {
    const reason = silence(finding, directives, targets, file.lines, used);
    if (reason === undefined) kept.push(finding);
    else suppressed.push({ finding, reason });
  }
  return { kept, suppressed, problems: problemsOf(directives, used, isActive) };
}

/** Marks every mention that silences the finding as used; the first gives the reason. */
function silence(
  finding: Suppressible,
  directives: readonly Directive[],
  targets: readonly Target[],
  lines: LineIndex,
  used: Set<RuleMention>,
): string | undefined {
  let reason: string | undefined;
  directives.forEach((directive, index) => {
    const target = targets[index];
    const mention = directive.rules.find((rule) => rule.id === finding.rule);
    if (!mention || !target || !covers(target, finding, lines)) return;
    used.add(mention);
    reason ??= directive.reason;
  });
  return reason;
}

function problemsOf(
  directives: readonly Directive[],
  used: ReadonlySet<RuleMention>,
  isActive: (rule: string) => boolean,
): SuppressionProblem[] {
  return directives.flatMap((directive): SuppressionProblem[] => {
    const { start, end } = directive.comment;
    if (directive.rules.length === 0) {
      return [{ rule: 'suppression-without-rule', suppressed: '', start, end, removal: { start, end } }];
    }
    return directive.rules
      .filter((mention) => !used.has(mention) && isActive(mention.id))
      .map((mention) => ({
        rule: 'unused-suppression',
        suppressed: mention.id,
        start: mention.start,
        end: mention.end,
        removal: removalOf(directive, mention),
      }));
  });
}
