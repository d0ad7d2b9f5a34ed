/** The files as a rule sees them: it is noted whether it has looked at the text of any. */
import type { FileSyntax } from '../syntax/ast';
import type { SourceView } from './rule';

export type Files = ReadonlyMap<string, SourceView>;

export class WatchedFiles extends Map<string, SourceView> {
  private wasRead = false;

  constructor(files: Files) {
    super();
    const note = (): void => void (this.wasRead = true);
    for (const [path, view] of files) this.set(path, new WatchedView(view, note));
  }

  /** Whether a text was looked at since the last time that this was asked. */
  takeNote(): boolean {
    const was = this.wasRead;
    this.wasRead = false;
    return was;
  }
}

class WatchedView implements SourceView {
  constructor(
    private readonly view: SourceView,
    private readonly note: () => void,
  ) {}

  get text(): string {
    this.note();
    return this.view.text;
  }

  get syntax(): FileSyntax {
    return this.view.syntax;
  }
}
