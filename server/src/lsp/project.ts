/**
 * One workspace of the core with the files of one folder: which texts it holds, and what the analysis said of them last.
 *
 * Edits only mark the project as changed. Whoever needs the findings asks {@link Project.current}; one analysis runs at a
 * time, and the texts that it saw are kept with its findings, so that offsets and text always belong together.
 */
import type { AnalysisResult, Finding, Language, Message, Workspace } from '../core';
import { featureTexts } from '../features/language';
import { say } from '../features/messages';
import { LineIndex } from '../text/source';
import type { WskFacts } from '../wsk/facts';
import type { ProjectSettings } from '../workspace/folderConfigs';

export interface AnalysedFile {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
}

/** Texts with the findings that belong to them. */
export class Snapshot {
  revision = 0;
  private readonly texts = new Map<string, string>();
  private readonly lines = new Map<string, LineIndex>();
  private findings: ReadonlyMap<string, readonly Finding[]> = new Map();

  /** All files that were analysed. */
  has(path: string): boolean {
    return this.texts.has(path);
  }

  /** Files with findings, sorted. */
  filesWithFindings(): string[] {
    return [...this.findings.keys()].sort();
  }

  file(path: string): AnalysedFile | undefined {
    const text = this.texts.get(path);
    if (text === undefined) return undefined;
    return { path, text, lines: this.linesOf(path, text), findings: this.findings.get(path) ?? [] };
  }

  private linesOf(path: string, text: string): LineIndex {
    let lines = this.lines.get(path);
    if (!lines) {
      lines = new LineIndex(text);
      this.lines.set(path, lines);
    }
    return lines;
  }

  replace(revision: number, changes: ReadonlyMap<string, string | undefined>, findings: readonly Finding[]): void {
    this.revision = revision;
    for (const [path, text] of changes) {
      this.lines.delete(path);
      if (text === undefined) this.texts.delete(path);
      else this.texts.set(path, text);
    }
    const byFile = new Map<string, Finding[]>();
    for (const finding of findings) {
      const list = byFile.get(finding.location.file);
      if (list) list.push(finding);
      else if (this.texts.has(finding.location.file)) byFile.set(finding.location.file, [finding]);
    }
    this.findings = byFile;
  }
}

/** In milliseconds. */
const patience = 1500;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export interface ProjectEvents {
  /** The analysis of a file, or of everything, failed; undefined: it no longer does. */
  trouble(source: string, message: string | undefined): void;
}

export class Project {
  private readonly texts = new Map<string, string>();
  private readonly changed = new Set<string>();
  private readonly snapshot = new Snapshot();
  private settingsChanged = true;
  private revision = 1;
  private running: Promise<void> | undefined;
  private failed: ReadonlySet<string> = new Set();

  constructor(
    /** Identity of the folder, or of what stands for one. */
    readonly root: string,
    readonly isFolder: boolean,
    private readonly workspace: Promise<Workspace>,
    private readonly language: Language,
    private readonly events: ProjectEvents,
    private settingsNow: ProjectSettings,
  ) {}

  get settings(): ProjectSettings {
    return this.settingsNow;
  }

  set settings(settings: ProjectSettings) {
    this.settingsNow = settings;
    this.settingsChanged = true;
    this.revision++;
  }

  get isEmpty(): boolean {
    return this.texts.size === 0;
  }

  get isCurrent(): boolean {
    return this.snapshot.revision === this.revision;
  }

  /** What the last analysis said, be it old. */
  get latest(): Snapshot {
    return this.snapshot;
  }

  paths(): string[] {
    return [...this.texts.keys()];
  }

  setFile(path: string, text: string): void {
    if (this.texts.get(path) === text) return;
    this.texts.set(path, text);
    this.touch(path);
  }

  deleteFile(path: string): void {
    if (this.texts.delete(path)) this.touch(path);
  }

  private touch(path: string): void {
    this.changed.add(path);
    this.revision++;
  }

  async formatter(): Promise<(message: Message) => string> {
    const workspace = await this.workspace;
    return (message) => workspace.format(message, this.language);
  }

  /** The same, for an answer that is worth something without it: a long analysis is not waited for. */
  promptFacts(path: string, text: string): Promise<WskFacts | undefined> {
    return Promise.race([this.factsOf(path, text), pause(patience).then(() => undefined)]);
  }

  /** What the analysis knows, if it saw this very text. */
  async factsOf(path: string, text: string): Promise<WskFacts | undefined> {
    const snapshot = await this.current();
    return snapshot.file(path)?.text === text ? (await this.workspace).factsOf(path) : undefined;
  }

  /**
   * What the last analysis knows, and the file as it saw it: for answers that cannot wait. Only the first analysis is waited
   * for, and not for long.
   */
  async knownFacts(
    path: string,
  ): Promise<{ readonly facts: WskFacts; readonly file: AnalysedFile | undefined } | undefined> {
    if (this.snapshot.revision === 0) await Promise.race([this.current(), pause(patience)]);
    const file = this.snapshot.file(path);
    const facts = (await this.workspace).latestFacts(path);
    return facts && { facts, file };
  }

  /** Texts of now, and what the analysis knows of them; undefined where nothing has to do with WSK. */
  async knowledge(isCancelled: () => boolean): Promise<{ snapshot: Snapshot; facts: readonly WskFacts[] } | undefined> {
    const snapshot = await this.current(isCancelled);
    const facts = await (await this.workspace).allFacts();
    return facts.length > 0 && this.settingsNow.enable ? { snapshot, facts } : undefined;
  }

  /** Findings of the texts of now. Edits that come in meanwhile are waited for too. */
  async current(isCancelled: () => boolean = () => false): Promise<Snapshot> {
    while (!this.isCurrent && !isCancelled()) {
      this.running ??= this.run().finally(() => (this.running = undefined));
      await this.running;
    }
    return this.snapshot;
  }

  private async run(): Promise<void> {
    const changes = new Map<string, string | undefined>();
    try {
      const workspace = await this.workspace;
      const { revision } = this;
      this.feed(workspace, changes);
      const enabled = this.settingsNow.enable;
      const result = await workspace.analyze();
      this.snapshot.replace(revision, changes, enabled ? result.findings : []);
      this.report(result);
      this.events.trouble(this.root, undefined);
    } catch (error) {
      // Nothing stale may stay where the analysis does not answer.
      this.snapshot.replace(this.revision, changes, []);
      this.events.trouble(this.root, error instanceof Error ? error.message : String(error));
    }
  }

  /** Hands all changes to the core. */
  private feed(workspace: Workspace, changes: Map<string, string | undefined>): void {
    if (this.settingsChanged) {
      const { levels, defines, folders } = this.settingsNow;
      workspace.setSettings({ levels, defines, folders });
      this.settingsChanged = false;
    }
    for (const path of this.changed) {
      const text = this.texts.get(path);
      if (text === undefined) workspace.deleteFile(path);
      else workspace.setFile(path, text);
      changes.set(path, text);
    }
    this.changed.clear();
  }

  private report(result: AnalysisResult): void {
    const failed = new Set(result.errors.map(({ file }) => file));
    for (const file of this.failed) if (!failed.has(file)) this.events.trouble(file, undefined);
    for (const { file, message } of result.errors)
      this.events.trouble(file, `${file}: ${say(featureTexts(this.language), message)}`);
    this.failed = failed;
  }
}
