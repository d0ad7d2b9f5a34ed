/** Small facts about source text that fixes need. */
import type { SourceView } from './rule';

/** The white space at the start of the line that holds the offset. */
export function indentationAt(source: SourceView, offset: number): string {
  const start = source.text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  return /^[ \t]*/.exec(source.text.slice(start, start + 200))?.[0] ?? '';
}

export function lineEnd(source: SourceView): string {
  return source.text.includes('\r\n') ? '\r\n' : '\n';
}

export function textOf(source: SourceView | undefined, span: { readonly start: number; readonly end: number }): string {
  return source?.text.slice(span.start, span.end) ?? '';
}
