/** `#pragma alloc_text` and `#pragma code_seg`: where code lives, so what may be paged out. */
import type { MaskedSource } from '../text/mask';
import type { AllocTextPragma, Span } from './ast';

export function allocTextPragmas(source: string, masked: MaskedSource): AllocTextPragma[] {
  const result: AllocTextPragma[] = [];
  for (const pragma of masked.directives.pragmas) {
    const text = source.slice(pragma.body.start, pragma.body.end);
    const match = /^alloc_text\s*\(\s*"?([A-Za-z_$][\w$]*)"?\s*,/.exec(text);
    if (match?.[1] === undefined) continue;
    const names: { name: string; span: Span }[] = [];
    const pattern = /[A-Za-z_]\w*/g;
    pattern.lastIndex = match[0].length;
    for (let name = pattern.exec(text); name !== null; name = pattern.exec(text)) {
      const start = pragma.body.start + name.index;
      names.push({ name: name[0], span: { start, end: start + name[0].length } });
    }
    result.push({ start: pragma.start, end: pragma.end, segment: match[1], names });
  }
  return result;
}

/** Segment of a declaration: its own annotation, else the `code_seg` in force where it stands. */
export function segmentLookup(source: string, masked: MaskedSource): (span: Span) => string | undefined {
  const changes = codeSegments(source, masked);
  return (span) => {
    const own = masked.segments.find(
      (mark) => mark.start >= span.start - 1 && mark.end <= span.end && precedesBody(masked, span, mark),
    );
    const before = ownBefore(masked, span);
    return own?.segment ?? before ?? inForce(changes, span.start);
  };
}

/** The annotation stands in the header, not on something inside the body. */
function precedesBody(masked: MaskedSource, span: Span, mark: Span): boolean {
  const brace = masked.text.indexOf('{', span.start);
  return brace < 0 || brace > span.end || mark.start < brace;
}

/** The mask blanks annotations, so one before the first word lies before the declaration's span. */
function ownBefore(masked: MaskedSource, span: Span): string | undefined {
  for (const mark of masked.segments) {
    if (mark.start >= span.start) return undefined;
    if (/^\s*$/.test(masked.text.slice(mark.start, span.start))) return mark.segment;
  }
  return undefined;
}

interface SegmentChange {
  readonly at: number;
  readonly segment: string | undefined;
}

function codeSegments(source: string, masked: MaskedSource): SegmentChange[] {
  const changes: SegmentChange[] = [];
  const stack: (string | undefined)[] = [];
  let current: string | undefined;
  for (const pragma of masked.directives.pragmas) {
    const match = /^code_seg\s*\(([^)]*)\)/.exec(source.slice(pragma.body.start, pragma.body.end));
    if (match?.[1] === undefined) continue;
    const args = match[1].split(',').map((arg) => arg.trim());
    const name = args.find((arg) => arg.startsWith('"'))?.replace(/"/g, '');
    if (args[0] === 'push') stack.push(current);
    if (args[0] === 'pop') current = name ?? stack.pop();
    else if (name !== undefined) current = name;
    else if (args[0] === '') current = undefined;
    changes.push({ at: pragma.end, segment: current });
  }
  return changes;
}

function inForce(changes: readonly SegmentChange[], at: number): string | undefined {
  let segment: string | undefined;
  for (const change of changes) {
    if (change.at > at) break;
    segment = change.segment;
  }
  return segment;
}
