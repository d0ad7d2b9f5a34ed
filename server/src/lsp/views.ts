/** Lines and tokens of open documents: several requests ask for the same text between two edits. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { languageOf, tokenize } from '../features/sourceTokens';
import type { Tokens } from '../text/scan';
import { LineIndex } from '../text/source';

export interface View {
  readonly text: string;
  readonly lines: LineIndex;
  readonly tokens: Tokens;
}

interface KeptView extends View {
  readonly version: number;
}

export class Views {
  private readonly kept = new WeakMap<TextDocument, KeptView>();

  /** `path`: the document's identity, which ends like a file name of its language. */
  of(document: TextDocument, path: string): View {
    const known = this.kept.get(document);
    if (known?.version === document.version) return known;
    const text = document.getText();
    const view = {
      version: document.version,
      text,
      lines: new LineIndex(text),
      tokens: tokenize(text, languageOf(path)),
    };
    this.kept.set(document, view);
    return view;
  }
}
