/** What an analysis answers. */
import type { Finding } from '../rules/finding';
import type { Sentence } from '../text/sentence';
import type { Silenced } from './silence';

export interface AnalysisResult {
  /** Sorted by file, start, end, rule. Suppressed findings are left out; `unused-suppression` findings are in. */
  readonly findings: readonly Finding[];
  /** Findings that a comment silences, with the reason that it gives. */
  readonly suppressed: readonly Silenced[];
  /** Files whose analysis failed: they cost only themselves. */
  readonly errors: readonly FileFailure[];
}

export interface FileFailure {
  readonly file: string;
  readonly message: Sentence;
}
