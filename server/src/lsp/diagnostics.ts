/** Diagnostics as the client wants them: pulled, or published whenever they change. */
import {
  DocumentDiagnosticReportKind,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type RelatedFullDocumentDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Message } from '../core';
import type { Converter, Naming } from './convert';
import type { Project, Snapshot } from './project';
import type { Projects } from './projects';

interface Report {
  readonly resultId: string;
  readonly items: Diagnostic[];
}

const nothing: Report = { resultId: 'none', items: [] };

/** Makes reports; the same diagnostics keep their id, so that clients need not be told again. */
export class DiagnosticReports {
  private readonly known = new Map<string, Report & { readonly json: string }>();
  private nextId = 1;

  constructor(private readonly converter: Converter) {}

  of(snapshot: Snapshot, path: string, format: (message: Message) => string): Report {
    const findings = snapshot.file(path)?.findings ?? [];
    if (findings.length === 0) {
      this.known.delete(path);
      return nothing;
    }
    const items = findings.flatMap((finding) => this.converter.diagnostic(snapshot, finding, format) ?? []);
    const json = JSON.stringify(items);
    const before = this.known.get(path);
    if (before?.json === json) return before;
    const report = { resultId: String(this.nextId++), items, json };
    this.known.set(path, report);
    return report;
  }
}

/** Answers to `textDocument/diagnostic` and `workspace/diagnostic`. */
export class PulledDiagnostics {
  /** What the client has been told last of the open documents that it asked about, by path. What it hears of those unasked it ignores. */
  private readonly told = new Map<string, string>();

  constructor(
    private readonly projects: Projects,
    private readonly reports: DiagnosticReports,
    private readonly naming: Naming,
  ) {}

  async document(
    project: Project | undefined,
    path: string,
    previous: string | undefined,
    isCancelled: () => boolean,
  ): Promise<DocumentDiagnosticReport> {
    if (!project) return fullReport(nothing);
    const format = await project.formatter();
    const report = this.reports.of(await project.current(isCancelled), path, format);
    // An answer may be ready only after its document has been closed.
    if (this.naming.versionOf(path) !== null) this.told.set(path, report.resultId);
    return report.resultId === previous
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.resultId }
      : fullReport(report);
  }

  /** Every file with findings, and every file that the client still shows findings of. */
  async workspace(
    previous: ReadonlyMap<string, string>,
    isCancelled: () => boolean,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const reported = new Set<string>();
    for (const project of this.projects.all()) {
      const format = await project.formatter();
      const snapshot = await project.current(isCancelled);
      for (const path of snapshot.filesWithFindings()) {
        reported.add(path);
        items.push(this.item(path, this.reports.of(snapshot, path, format), previous.get(path)));
      }
    }
    for (const [path, resultId] of previous) if (!reported.has(path)) items.push(this.item(path, nothing, resultId));
    return items;
  }

  /** Of some document that the client has asked about, it now would be told something else. */
  async isBehind(documents: readonly { readonly path: string }[], isCancelled: () => boolean): Promise<boolean> {
    for (const { path } of documents) {
      const known = this.told.get(path);
      const project = this.projects.existing(path);
      if (known === undefined || !project) continue;
      const report = this.reports.of(await project.current(isCancelled), path, await project.formatter());
      if (report.resultId !== known) return true;
    }
    return false;
  }

  /** The document is closed: it is not asked about any more. */
  forget(path: string): void {
    this.told.delete(path);
  }

  private item(path: string, report: Report, previous: string | undefined): WorkspaceDocumentDiagnosticReport {
    const place = { uri: this.naming.uriOf(path), version: this.naming.versionOf(path) };
    return report.resultId === previous
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.resultId, ...place }
      : { ...fullReport(report), ...place };
  }
}

function fullReport({ resultId, items }: Report): RelatedFullDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** `textDocument/publishDiagnostics`, for the files whose diagnostics changed. */
export class PublishedDiagnostics {
  /** Result ids by path, and under which URI the client knows them. */
  private readonly published = new Map<string, { readonly resultId: string; readonly uri: string }>();
  private running = false;
  private again = false;

  constructor(
    private readonly connection: Connection,
    private readonly projects: Projects,
    private readonly reports: DiagnosticReports,
    private readonly naming: Naming,
  ) {}

  /** One round at a time; what changes meanwhile gets a round of its own. */
  async publish(isStopped: () => boolean): Promise<void> {
    this.again = true;
    if (this.running) return;
    this.running = true;
    try {
      while (this.again && !isStopped()) {
        this.again = false;
        await this.round(isStopped);
      }
    } finally {
      this.running = false;
    }
  }

  private async round(isStopped: () => boolean): Promise<void> {
    const gone = new Set(this.published.keys());
    for (const project of this.projects.all()) {
      const format = await project.formatter();
      const snapshot = await project.current(isStopped);
      if (isStopped()) return;
      for (const path of snapshot.filesWithFindings()) {
        gone.delete(path);
        await this.send(path, this.reports.of(snapshot, path, format));
      }
    }
    for (const path of gone) await this.send(path, nothing);
  }

  private async send(path: string, { resultId, items }: Report): Promise<void> {
    const uri = this.naming.uriOf(path);
    const before = this.published.get(path);
    if (before?.resultId === resultId && before.uri === uri) return;
    // An editor that opens a file may spell its URI in another way than the search did.
    if (before && before.uri !== uri) await this.connection.sendDiagnostics({ uri: before.uri, diagnostics: [] });
    if (items.length === 0) this.published.delete(path);
    else this.published.set(path, { resultId, uri });
    const version = this.naming.versionOf(path);
    await this.connection.sendDiagnostics({ uri, diagnostics: items, ...(version !== null && { version }) });
  }
}
