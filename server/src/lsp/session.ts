/**
 * What the server holds between `initialize` and `shutdown`: projects, open documents, the files of the folders, settings.
 * Every change of any of them ends in one place, {@link Session.changed}.
 */
import {
  CodeLensRefreshRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type Connection,
  type FileEvent,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { createWorkspace, type Grammars, type Limits } from '../core';
import { featureTexts } from '../features/language';
import { ruleUrls } from '../features/ruleCatalog';
import { decodeSource } from '../text/decode';
import { configName } from '../workspace/configFile';
import { projectSettings, type ProjectSettings } from '../workspace/folderConfigs';
import { ignoreName } from '../workspace/ignoreFile';
import { parseSettings, type EditorSettings } from '../workspace/settings';
import type { ClientProfile } from './clientProfile';
import { ConfigFiles, isConfigUri, outwards } from './configFiles';
import { Converter } from './convert';
import { DiagnosticReports, PublishedDiagnostics, PulledDiagnostics } from './diagnostics';
import { Documents } from './documents';
import type { FileAccess } from './fileAccess';
import { identityOf, isInside, isSourceUri, parentOf } from './fileIdentity';
import { Indexer } from './indexer';
import type { Project } from './project';
import { Progress } from './progress';
import { Projects } from './projects';
import { Status } from './status';
import { Views } from './views';

/** A first answer that lacks the other files is better than none for long. */
const patience = 1500;

/** Waits for a pause in typing before publishing; a client that pulls has a delay of its own. */
const publishDelay = 100;
/** So long after an edit a client that pulls has asked about every document that it shows, if it means to. */
const askDelay = 1000;

/** A file that takes longer is skipped, and the status says so. */
const perFile = 5000;

export class Session {
  readonly status: Status;
  readonly projects: Projects;
  readonly documents: Documents;
  readonly views = new Views();
  readonly converter: Converter;
  readonly pulled: PulledDiagnostics;
  private readonly published: PublishedDiagnostics;
  private readonly indexer: Indexer;
  private readonly configFiles: ConfigFiles;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private mapTimer: ReturnType<typeof setTimeout> | undefined;
  /** Somebody looks at the event callback map. */
  private mapWatched = false;
  private stopped = false;
  private markConfigured: () => void = () => undefined;
  /** The settings are known and the reading of the folders has begun. */
  readonly configured = new Promise<void>((resolve) => (this.markConfigured = resolve));
  private askTimer: ReturnType<typeof setTimeout> | undefined;
  /** Settings that the client sends without being asked. */
  private pushedSettings: unknown;

  constructor(
    private readonly connection: Connection,
    readonly profile: ClientProfile,
    private readonly access: FileAccess,
    clock: Limits['clock'],
    grammars: () => Promise<Grammars>,
  ) {
    this.status = new Status(connection);
    let loaded: Promise<Grammars> | undefined;
    this.projects = new Projects(
      async () => createWorkspace(await (loaded ??= grammars()), { clock, perFile }),
      profile.language,
      this.status,
    );
    this.documents = new Documents(connection, {
      changed: (path, text) => this.setDocument(path, text),
      edited: () => this.expectAsked(),
      closed: (path) => this.closeDocument(path),
    });
    this.converter = new Converter(profile, this.documents, ruleUrls);
    const reports = new DiagnosticReports(this.converter);
    this.pulled = new PulledDiagnostics(this.projects, reports, this.documents);
    this.published = new PublishedDiagnostics(connection, this.projects, reports, this.documents);
    const reading = featureTexts(profile.language)('progress.reading');
    const progress = new Progress(connection, profile.progress, reading);
    const texts = featureTexts(profile.language);
    this.configFiles = new ConfigFiles(access, (path) => this.documents.uriOf(path), this.status, texts);
    this.indexer = new Indexer(access, this.status, progress, {
      configs: (folders, uris) => this.foundConfigs(folders, uris),
      source: (path, uri, bytes) => this.acceptFile(path, uri, bytes),
    });
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Resolves when the files of the folders are in, or when that takes too long to wait for. */
  ready(): Promise<void> {
    return atMost(
      patience,
      this.configured.then(() => this.indexer.idle()),
    );
  }

  addFolders(uris: readonly string[]): void {
    for (const uri of uris) this.projects.addFolder(identityOf(uri));
  }

  /** Asks for the settings, then reads the folders. */
  async start(): Promise<void> {
    try {
      await this.reloadSettings();
    } finally {
      const reading = this.readFolders(this.projects.folders());
      this.markConfigured();
      await reading;
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.mapTimer);
    clearTimeout(this.askTimer);
    this.indexer.cancel();
  }

  async changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    for (const uri of removed) this.projects.remove(identityOf(uri));
    this.addFolders(added);
    // A folder inside another one takes files from it, or gives them back.
    for (const project of this.projects.all()) {
      for (const path of project.paths()) project.deleteFile(path);
      if (!project.isFolder) this.projects.remove(project.root);
    }
    this.setDocuments();
    await this.reloadSettings();
    await this.readFolders(this.projects.folders());
  }

  async filesChanged(changes: readonly FileEvent[]): Promise<void> {
    const configs = changes.filter(({ uri }) => isConfigUri(uri) && this.countsHere(identityOf(uri)));
    for (const { uri } of configs) this.configFiles.touched(uri);
    const gone = changes.filter(({ uri, type }) => type === FileChangeType.Deleted && !isSourceUri(uri));
    const folders = gone.map(({ uri }) => identityOf(uri));
    if (configs.length > 0 || this.configFiles.isIn(folders)) await this.applyChangedSettings();
    if (this.forget(folders)) this.changed('outside');
    const sources = changes.filter(({ uri }) => isSourceUri(uri));
    await Promise.all(
      sources.map(async ({ uri, type }) => {
        const path = identityOf(uri);
        const project = this.projects.folderOf(path);
        if (!project || this.documents.isOpen(path)) return;
        if (type === FileChangeType.Deleted) project.deleteFile(path);
        else await this.readFile(project, path, uri);
      }),
    );
    if (sources.length > 0) this.changed('outside');
  }

  /** Settings hold for what is below them: in a workspace folder or all of it. */
  private countsHere(config: string): boolean {
    const folder = parentOf(config);
    return (
      this.projects.folderOf(config) !== undefined ||
      this.projects.folders().some(({ root }) => outwards(root).includes(folder))
    );
  }

  /** Files of folders that are no more; answers whether there were any. */
  private forget(folders: readonly string[]): boolean {
    let found = false;
    for (const project of folders.length > 0 ? this.projects.folders() : []) {
      for (const path of project.paths()) {
        if (this.documents.isOpen(path) || !folders.some((folder) => isInside(path, folder))) continue;
        project.deleteFile(path);
        found = true;
      }
    }
    return found;
  }

  settingsChanged(settings: unknown): Promise<void> {
    this.pushedSettings = settings;
    return this.applyChangedSettings();
  }

  /** From now on the client is told when the event callback map may have changed. */
  watchMap(): void {
    this.mapWatched = true;
  }

  watchFiles(): void {
    const { registersWatchers, relativeWatchers } = this.profile;
    if (!registersWatchers) return;
    const configs = `{${configName},${ignoreName}}`;
    const roots = this.projects.folders().map(({ root }) => root);
    const above = new Set(relativeWatchers ? roots.flatMap((root) => outwards(root).slice(1)) : []);
    const watchers: FileSystemWatcher[] = [
      { globPattern: '**/*.{c,h,cc,cpp,cxx,hpp,inl}' },
      { globPattern: `**/${configs}` },
      ...[...above].map((folder) => ({ globPattern: { baseUri: this.documents.uriOf(folder), pattern: configs } })),
    ];
    void this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  private async applyChangedSettings(): Promise<void> {
    const before = new Map(this.projects.all().map((project) => [project, project.settings]));
    await this.reloadSettings();
    this.setDocuments();
    const stale = this.projects.folders().filter((project) => readsOtherFiles(before.get(project), project.settings));
    await this.readFolders(stale);
    this.changed('outside');
  }

  /** A configuration below the workspace folder is known when the folder has been searched. */
  private async foundConfigs(folders: readonly string[], uris: readonly string[]): Promise<void> {
    if (!this.configFiles.found(folders, uris)) return;
    await this.reloadSettings();
    this.setDocuments();
  }

  private setDocuments(): void {
    for (const { path, text } of this.documents.all()) this.setDocument(path, text);
  }

  private async readFolders(projects: readonly Project[]): Promise<void> {
    if (projects.length === 0 || this.stopped) return;
    const found = await this.indexer.read(projects.map((project) => project.root));
    if (!found) return;
    for (const project of this.projects.folders()) {
      if (!found.folders.has(project.root)) continue;
      for (const path of project.paths()) {
        if (!this.documents.isOpen(path) && !found.files.has(path)) project.deleteFile(path);
      }
    }
    this.changed('outside');
  }

  private acceptFile(path: string, uri: string, bytes: Uint8Array): void {
    const project = this.projects.folderOf(path);
    if (!project) return;
    this.documents.found(path, uri);
    if (this.documents.isOpen(path)) return;
    if (this.isLeftOut(project, path, bytes.length)) project.deleteFile(path);
    else project.setFile(path, decodeSource(bytes).text);
  }

  private async readFile(project: Project, path: string, uri: string): Promise<void> {
    try {
      this.acceptFile(path, uri, await this.access.read(uri));
    } catch {
      // Gone between the event and the reading, or in a file system that only the editor can read.
      if (!this.documents.isOpen(path)) project.deleteFile(path);
    }
  }

  private isLeftOut(project: Project, path: string, size: number): boolean {
    return size > project.settings.maxFileSize * 1024 || this.projects.isExcluded(project, path);
  }

  private setDocument(path: string, text: string): void {
    const project = this.projects.for(path);
    if (this.isLeftOut(project, path, text.length)) project.deleteFile(path);
    else project.setFile(path, text);
    this.changed('document');
  }

  /** The text on disk counts again, if the file belongs to a folder. */
  private closeDocument(path: string): void {
    this.pulled.forget(path);
    const project = this.projects.existing(path);
    if (!project) return;
    if (project.isFolder) {
      void this.readFile(project, path, this.documents.uriOf(path)).then(() => this.changed('outside'));
      return;
    }
    project.deleteFile(path);
    if (project.isEmpty) this.projects.remove(project.root);
    this.changed('document');
  }

  private async reloadSettings(): Promise<void> {
    const projects = this.projects.folders();
    const sections = await this.askSettings(projects);
    const problems = new Set<string>();
    const parse = (section: unknown): EditorSettings => {
      const parsed = parseSettings(section);
      for (const problem of parsed.problems) problems.add(problem);
      return parsed.settings;
    };
    this.projects.looseSettings = projectSettings(parse(sections[0]), '', []);
    await Promise.all(
      projects.map(async (project, index) => {
        const settings = parse(sections[index + 1]);
        apply(project, projectSettings(settings, project.root, await this.configFiles.of(project.root)));
      }),
    );
    for (const project of this.projects.all()) if (!project.isFolder) apply(project, this.projects.looseSettings);
    for (const problem of problems) this.connection.console.warn(problem);
  }

  /** The section `wsk` for what lies in no folder, then for each folder. */
  private async askSettings(projects: readonly Project[]): Promise<readonly unknown[]> {
    if (this.profile.configuration) {
      const items = [
        { section: 'wsk' },
        ...projects.map((project) => ({ section: 'wsk', scopeUri: this.documents.uriOf(project.root) })),
      ];
      try {
        const sections: unknown = await this.connection.workspace.getConfiguration(items);
        if (isList(sections)) return sections;
      } catch (error) {
        this.connection.console.warn(`workspace/configuration: ${String(error)}`);
      }
    }
    const pushed = this.pushedSettings;
    const section: unknown = typeof pushed === 'object' && pushed !== null && 'wsk' in pushed ? pushed.wsk : undefined;
    return [section, ...projects.map(() => section)];
  }

  /** A client that pulls knows of its own edits; of everything else it has to be told. */
  private changed(by: 'document' | 'outside'): void {
    this.mapChanged();
    if (this.stopped || (this.profile.pullsDiagnostics && by === 'document')) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.announce(), publishDelay);
  }

  /**
   * A client asks again about the document that is edited, and not always about the others that it shows: an edit by a fix that spans
   * files leaves their findings behind.
   */
  private expectAsked(): void {
    if (this.stopped || !this.profile.pullsDiagnostics) return;
    clearTimeout(this.askTimer);
    this.askTimer = setTimeout(() => void this.remind(), askDelay);
  }

  private async remind(): Promise<void> {
    try {
      if (await this.pulled.isBehind(this.documents.all(), () => this.stopped)) this.announce();
    } catch (error) {
      this.connection.console.error(`diagnostics: ${String(error)}`);
    }
  }

  private mapChanged(): void {
    if (this.stopped || !this.mapWatched) return;
    clearTimeout(this.mapTimer);
    this.mapTimer = setTimeout(() => void this.connection.sendNotification('wsk/callbackMapChanged'), publishDelay);
  }

  private announce(): void {
    const told = this.profile.pullsDiagnostics ? this.refresh() : this.publish();
    told.catch((error: unknown) => this.connection.console.error(`diagnostics: ${String(error)}`));
  }

  private async publish(): Promise<void> {
    await this.ready();
    await this.published.publish(() => this.stopped);
  }

  private async refresh(): Promise<void> {
    if (this.profile.refreshesDiagnostics) await this.connection.languages.diagnostics.refresh();
    // What lenses and hints say depends on other files too.
    if (this.profile.refreshesCodeLenses) await this.connection.sendRequest(CodeLensRefreshRequest.type);
    if (this.profile.refreshesInlayHints) await this.connection.languages.inlayHint.refresh();
  }
}

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, enough]);
  clearTimeout(timer);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function apply(project: Project, settings: ProjectSettings): void {
  if (JSON.stringify(project.settings) !== JSON.stringify(settings)) project.settings = settings;
}

function readsOtherFiles(before: ProjectSettings | undefined, now: ProjectSettings): boolean {
  return before?.maxFileSize !== now.maxFileSize || JSON.stringify(before.excludes) !== JSON.stringify(now.excludes);
}
