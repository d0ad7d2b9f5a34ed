/** Small facts about source text that fixes need. */
import type { FileSyntax } from '../syntax/ast';
import { codeStyle, type CodeStyle } from '../wsk/source';
import type { SourceView } from './rule';

/** The white space at the start of the line that holds the offset. */
export function indentationAt(source: SourceView, offset: number): string {
  const start = source.text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  return /^[ \t]*/.exec(source.text.slice(start, start + 200))?.[0] ?? '';
}

export function lineEnd(source: SourceView): string {
  return source.text.includes('\r\n') ? '\r\n' : '\n';
}

const styles = new WeakMap<FileSyntax, CodeStyle>();

/** How the file is written; looked at once for each reading of it. */
export function styleOf({ text, syntax }: SourceView): CodeStyle {
  const known = styles.get(syntax);
  if (known) return known;
  const style = codeStyle(text);
  styles.set(syntax, style);
  return style;
}

export function textOf(source: SourceView | undefined, span: { readonly start: number; readonly end: number }): string {
  return source?.text.slice(span.start, span.end) ?? '';
}

/** Offset of the line's first character. */
export function lineStart(source: SourceView, offset: number): number {
  return source.text.lastIndexOf('\n', offset - 1) + 1;
}

/** What stands on the line before the offset. */
export function before(source: SourceView, offset: number): string {
  return source.text.slice(lineStart(source, offset), offset);
}

/** Where the next line begins, when the expression that ends here ends its statement on this line. */
export function nextLine(source: SourceView, end: number): number | undefined {
  const rest = /^\s*;[^\n]*\n/.exec(source.text.slice(end, end + 400));
  return rest ? end + rest[0].length : undefined;
}

/** `A | B` without the flag at this place; undefined when it stands alone. */
export function withoutFlag(
  source: SourceView,
  place: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } | undefined {
  const after = /^(?:\s|\\\r?\n)*\|(?!\|)(?:\s|\\\r?\n)*/.exec(source.text.slice(place.end, place.end + 200));
  if (after) return { start: place.start, end: place.end + after[0].length };
  const ahead = /(?:\s|\\\r?\n)*(?<!\|)\|(?:\s|\\\r?\n)*$/.exec(
    source.text.slice(Math.max(0, place.start - 200), place.start),
  );
  return ahead ? { start: place.start - ahead[0].length, end: place.end } : undefined;
}
