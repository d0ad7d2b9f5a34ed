/** What the workspace does not name anywhere: the ground of findings about something that is never done. */
import type { SourceView } from './rule';

const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** The name stands in code of the workspace, be it in a macro or in text that could not be read. */
export function mentions(files: ReadonlyMap<string, SourceView>, name: string): boolean {
  for (const { text } of files.values())
    if (text.includes(name) && text.replace(COMMENTS, ' ').includes(name)) return true;
  return false;
}
