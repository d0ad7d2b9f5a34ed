/** Choosing and applying fixes: whole fixes, none of which touches what another one changes. */
import type { Finding, Fix, TextEdit } from '../rules/finding';

function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return (
    a.location.file === b.location.file &&
    a.location.start === b.location.start &&
    a.location.end === b.location.end &&
    a.newText === b.newText
  );
}

/** Edits that touch at all count: two insertions at one place have no order. */
function collide(a: TextEdit, b: TextEdit): boolean {
  if (a.location.file !== b.location.file) return false;
  return a.location.start <= b.location.end && b.location.start <= a.location.end;
}

/**
 * The edits of one safe fix for each finding, in order, leaving out fixes that collide with one already chosen. What is left out can be
 * fixed in a next round. An edit that two fixes share stands once.
 */
export function chooseSafeEdits(findings: readonly Finding[], accept: (fix: Fix) => boolean = () => true): TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => candidate.safe && accept(candidate));
    if (!fix) continue;
    const added = fix.edits.filter((edit) => !chosen.some((other) => sameEdit(edit, other)));
    if (added.some((edit) => chosen.some((other) => collide(edit, other)))) continue;
    chosen.push(...added);
  }
  return chosen;
}

/** Applies edits of one file, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.location.start - b.location.start || a.location.end - b.location.end);
  let result = '';
  let at = 0;
  for (const { location, newText } of ordered) {
    result += text.slice(at, location.start) + newText;
    at = location.end;
  }
  return result + text.slice(at);
}
