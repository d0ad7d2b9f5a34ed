/** What an analysis is asked with, and what it answers. */
import type { Finding, Level } from '../rules/finding';
import type { Silenced } from './silence';

export interface Settings {
  /** Levels that differ from the rules' defaults. */
  readonly levels: Readonly<Record<string, Level>>;
  /** Preprocessor definitions for `#if`. */
  readonly defines: Readonly<Record<string, string>>;
}

export interface AnalysisResult {
  /** Sorted by file, start, end, rule. Suppressed findings are left out; `unused-suppression` findings are in. */
  readonly findings: readonly Finding[];
  /** Findings that a comment silences, with the reason that it gives. */
  readonly suppressed: readonly Silenced[];
  /** Files whose analysis failed: they cost only themselves. */
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}
