/** Compares what the checker says of a case with the case's marks. */
import type { Finding } from '../../server/src/core';
import type { Case, Mark } from './caseFiles';

/** A finding may stand this many lines beside its mark: statements are long. */
const TOLERANCE = 2;

/** Rules about what a workspace never does: they count in complete workspaces only. */
const ABSENCE: ReadonlySet<string> = new Set([
  'callback-never-enabled',
  'npi-not-released',
  'not-deregistered',
  'inspect-pend-without-complete',
  'pending-without-release',
  'receive-not-resumed',
]);

export interface Placed {
  readonly finding: Finding;
  readonly line: number;
}

export function place(finding: Finding, texts: ReadonlyMap<string, string>): Placed {
  return {
    finding,
    line: (texts.get(finding.location.file) ?? '').slice(0, finding.location.start).split('\n').length,
  };
}

/** What is wrong with the findings, a line each. Expectations of rules that do not exist yet do not count. */
export function complaints(one: Case, findings: readonly Finding[], rules: ReadonlySet<string>): string[] {
  const placed = findings.map((finding) => place(finding, one.texts));
  const wrong: string[] = [];
  const met = new Set<Placed>();
  const expected = one.marks.filter((mark) => mark.kind === 'EXPECT');
  for (const mark of expected) {
    if (!rules.has(mark.rule)) continue;
    const places = [mark, ...one.marks.filter((other) => other.kind === 'OR' && other.rule === mark.rule)];
    const free = placed.filter((candidate) => !met.has(candidate));
    const found =
      free.find((candidate) => isNear(candidate, mark)) ??
      free.find((candidate) => places.some((at) => isNear(candidate, at))) ??
      placed.find((candidate) => places.some((at) => isNear(candidate, at)));
    if (found) met.add(found);
    else wrong.push(`missing: ${mark.rule} at ${mark.file}:${mark.line}`);
  }
  for (const candidate of placed) {
    if (met.has(candidate)) continue;
    if (one.marks.some((mark) => mark.kind !== 'NOT' && isNear(candidate, mark))) continue;
    const forbidden = one.marks.some((mark) => mark.kind === 'NOT' && isNear(candidate, mark));
    if (forbidden || counts(candidate.finding, one.complete)) wrong.push(`not expected: ${described(candidate)}`);
  }
  return wrong;
}

export function described({ finding, line }: Placed): string {
  return `${finding.severity} ${finding.rule} at ${finding.location.file}:${line} (${finding.message.key})`;
}

export function counts(finding: Finding, complete: boolean): boolean {
  return (finding.severity === 'error' || finding.severity === 'warning') && (complete || !ABSENCE.has(finding.rule));
}

function isNear({ finding, line }: Placed, mark: Mark): boolean {
  return finding.location.file === mark.file && finding.rule === mark.rule && Math.abs(line - mark.line) <= TOLERANCE;
}
