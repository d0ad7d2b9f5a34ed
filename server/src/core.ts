/**
 * The core's front door: texts in, findings out. The language server, the command line, the web worker and the tests are
 * thin shells around a {@link Workspace}. No I/O, no clock, and no throw for any input text.
 */
import type { Finding, Level, Message } from './rules/finding';

export type { Finding, Fix, Level, Location, Message, RelatedLocation, Severity, TextEdit } from './rules/finding';

/** The compiled grammars, loaded by the shell (wasm bytes of web-tree-sitter, tree-sitter-c, tree-sitter-cpp). */
export interface Grammars {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
  /** Loaded when the first C++ file is analysed. */
  readonly cpp: () => Promise<Uint8Array>;
}

export interface Settings {
  /** Levels that differ from the rules' defaults. */
  readonly levels: Readonly<Record<string, Level>>;
  /** Preprocessor definitions for `#if`. */
  readonly defines: Readonly<Record<string, string>>;
}

export interface AnalysisResult {
  /** Sorted by file, start, end, rule. Suppressed findings are left out; `unused-suppression` findings are in. */
  readonly findings: readonly Finding[];
  /** What comments in the source silence, for reports that list it. */
  readonly suppressed?: readonly { readonly finding: Finding; readonly reason: string }[];
  /** Files whose analysis failed: they cost only themselves. */
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

export type Language = 'en' | 'zh-cn';

export interface Workspace {
  /** `path` is an opaque identity (path or URI) that ends in the file's name; it is what findings carry. */
  setFile(path: string, text: string): void;
  deleteFile(path: string): void;
  setSettings(settings: Settings): void;
  /** Findings of the whole workspace; work that an edit did not touch is not done again. */
  analyze(): Promise<AnalysisResult>;
  /** A message in the reader's language. */
  format(message: Message, language: Language): string;
}
