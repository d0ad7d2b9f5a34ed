/** What every format prints: the findings with positions that people count, in one order. */
import type { Contents } from '../contents';
import type { Finding, Language, Location, Severity, Workspace } from '../../core';
import type { RuleCatalog } from '../../features/ruleCatalog';
import { LineIndex } from '../../text/source';
import { Fingerprints } from '../fingerprint';

/** Line and column from 1; columns count UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Place;
  /** Exclusive. */
  readonly end: Place;
}

export interface ReportEdit {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

export interface ReportFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly ReportEdit[];
}

export interface ReportRelated {
  readonly file: string;
  readonly range: Range;
  readonly message: string;
}

export interface Diagnostic {
  readonly file: string;
  readonly range: Range;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly url: string;
  readonly related: readonly ReportRelated[];
  readonly fixes: readonly ReportFix[];
  /** Whether the related places are the steps of one path, and which way it leads. */
  readonly path: 'to' | 'from' | undefined;
  /** The same for the same mistake in the same file, wherever its line moves to. */
  readonly fingerprint: string;
}

export interface SuppressedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly by: 'comment' | 'baseline';
  readonly reason: string;
}

export interface FileError {
  readonly file: string;
  readonly message: string;
}

export interface Report {
  readonly version: string;
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Left out of the diagnostics by a comment in the source or by the baseline. */
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly errors: readonly FileError[];
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Turns the core's findings into what is printed. */
export class ReportBuilder {
  private readonly indexes = new Map<string, LineIndex>();
  private readonly urls: ReadonlyMap<string, string>;
  private readonly fingerprints = new Fingerprints();

  constructor(
    private readonly texts: Pick<Contents, 'get'>,
    private readonly workspace: Pick<Workspace, 'format'>,
    private readonly language: Language,
    catalog: RuleCatalog,
  ) {
    this.urls = new Map(catalog.rules.map((rule) => [rule.id, rule.url]));
  }

  build(findings: readonly Finding[]): Diagnostic[] {
    return findings.map((finding) => this.diagnostic(finding)).sort(compareDiagnostics);
  }

  private diagnostic(finding: Finding): Diagnostic {
    const { file } = finding.location;
    const index = this.indexOf(file);
    const line = index.positionAt(finding.location.start).line;
    const text = (this.texts.get(file) ?? '').slice(index.startOf(line), index.startOf(line + 1));
    return {
      file,
      range: this.range(finding.location),
      rule: finding.rule,
      severity: finding.severity,
      message: this.workspace.format(finding.message, this.language),
      url: this.urls.get(finding.rule) ?? '',
      related: finding.related.map(({ location, message }) => ({
        file: location.file,
        range: this.range(location),
        message: this.workspace.format(message, this.language),
      })),
      fixes: finding.fixes.map((fix) => ({
        title: this.workspace.format(fix.title, this.language),
        safe: fix.safe,
        edits: fix.edits.map(({ location, newText }) => ({
          file: location.file,
          range: this.range(location),
          newText,
        })),
      })),
      path: finding.path,
      fingerprint: this.fingerprints.next(file, finding.rule, text),
    };
  }

  private range(location: Location): Range {
    const index = this.indexOf(location.file);
    const place = (offset: number): Place => {
      const { line, character } = index.positionAt(offset);
      return { line: line + 1, column: character + 1 };
    };
    return { start: place(location.start), end: place(location.end) };
  }

  private indexOf(file: string): LineIndex {
    let index = this.indexes.get(file);
    if (!index) {
      index = new LineIndex(this.texts.get(file) ?? '');
      this.indexes.set(file, index);
    }
    return index;
  }
}
