/** One file of the workspace: its text, and what was read out of it as long as that is needed. */
import type { FileSyntax } from '../syntax/ast';
import type { MacroHints } from '../syntax/hints';
import { FileReader } from '../syntax/parser';
import { Outline, type UnreadText } from '../wsk/outline';

export class WorkspaceFile {
  outline: Outline;
  /** What a header's macros mean to the files that include it. */
  hints: MacroHints | undefined;
  syntax: FileSyntax | undefined;
  reader = new FileReader();

  constructor(
    readonly path: string,
    text: string | UnreadText,
  ) {
    this.outline = new Outline(path, text);
  }

  get text(): string {
    return this.outline.text;
  }

  /** Answers whether other files may belong to it now. */
  change(text: string | UnreadText): boolean {
    const before = this.outline;
    this.outline = new Outline(this.path, text);
    this.hints = undefined;
    this.syntax = undefined;
    if (this.outline.usesWsk !== before.usesWsk || this.outline.namesWsk !== before.namesWsk) return true;
    // What nobody asked of the old text divides no files.
    return before.wasAsked && !this.outline.isLike(before);
  }

  /** Forgets what can be read again. */
  forget(): void {
    this.syntax = undefined;
    this.reader = new FileReader();
  }
}
