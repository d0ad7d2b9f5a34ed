/**
 * The core's front door: texts in, findings out. The language server, the command line, the web worker and the tests are
 * thin shells around a {@link Workspace}. No I/O, no clock, and no throw for any input text.
 */
import { WorkspaceFile } from './core/file';
import { Part } from './core/part';
import type { AnalysisResult } from './core/result';
import { SettingsByFile, type Settings } from './core/settings';
import type { Message } from './rules/finding';
import { formatMessage } from './rules/messages';
import { compareFindings } from './rules/run';
import type { FileSyntax } from './syntax/ast';
import { createSyntaxParser, type SyntaxParser } from './syntax/parser';
import { Budget, type Limits } from './text/budget';
import type { WskFacts } from './wsk/facts';
import type { UnreadText } from './wsk/outline';
import { partsOf, selectFiles } from './wsk/selection';

export type { UnreadText } from './wsk/outline';
export type { Finding, Fix, Level, Location, Message, RelatedLocation, Severity, TextEdit } from './rules/finding';

/** The compiled grammars, loaded by the shell (wasm bytes of web-tree-sitter, tree-sitter-c, tree-sitter-cpp). */
export interface Grammars {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
  /** Loaded when the first C++ file is analysed. */
  readonly cpp: () => Promise<Uint8Array>;
}

export type { AnalysisResult, FileFailure } from './core/result';
export type { FolderSettings, Settings } from './core/settings';

export type { Limits };

export type Language = 'en' | 'zh-cn';

export interface Workspace {
  /** `path` is an opaque identity (path or URI) that ends in the file's name; it is what findings carry. */
  setFile(path: string, text: string | UnreadText): void;
  deleteFile(path: string): void;
  setSettings(settings: Settings): void;
  /** Findings of the whole workspace; work that an edit did not touch is not done again. */
  analyze(): Promise<AnalysisResult>;
  /** What is known of the file and of those that belong to it, for hovers and the like. */
  factsOf(path: string): Promise<WskFacts | undefined>;
  /** What the last analysis knew of them, be it old. */
  latestFacts(path: string): WskFacts | undefined;
  /** What is known of each part of the workspace: files that have nothing to do with each other are in different parts. */
  allFacts(): Promise<readonly WskFacts[]>;
  /** The syntax of a file as of the last analysis; undefined for a file that was not parsed. */
  syntax(path: string): FileSyntax | undefined;
  /** A message in the reader's language. */
  format(message: Message, language: Language): string;
}

/** Parts that keep what they were worked out from; the others keep their results alone. */
const REMEMBERED_PARTS = 8;

class CoreWorkspace implements Workspace {
  private readonly files = new Map<string, WorkspaceFile>();
  private settings = new SettingsByFile({ levels: {}, defines: {} });
  private result: AnalysisResult | undefined;
  /** Undefined when files may belong together in another way. */
  private parts: readonly Part[] | undefined;
  /** As they were last. */
  private known: readonly Part[] = [];
  private revision = 0;
  private readonly changed = new Set<string>();
  /** In the order of their last use. */
  private remembered: readonly Part[] = [];

  constructor(
    private readonly parser: SyntaxParser,
    private readonly limits: Limits | undefined,
  ) {}

  setFile(path: string, text: string | UnreadText): void {
    const file = this.files.get(path);
    if (file?.outline.isText(text)) return;
    if (!file) this.files.set(path, new WorkspaceFile(path, text));
    if (!file || file.change(text)) this.parts = undefined;
    this.changed.add(path);
    this.touch();
  }

  deleteFile(path: string): void {
    if (!this.files.delete(path)) return;
    this.parts = undefined;
    this.touch();
  }

  private touch(): void {
    this.revision++;
    this.result = undefined;
  }

  setSettings(settings: Settings): void {
    const byFile = new SettingsByFile(settings);
    if (byFile.definesKey !== this.settings.definesKey) {
      for (const file of this.files.values()) {
        file.syntax = undefined;
        file.hints = undefined;
      }
    }
    this.settings = byFile;
    for (const part of this.known) part.result = undefined;
    this.touch();
  }

  async analyze(): Promise<AnalysisResult> {
    if (this.result) return this.result;
    const { revision } = this;
    const budget = new Budget(this.limits);
    const parts = (this.parts ??= this.divide());
    for (const part of parts) if (part.files.some(({ path }) => this.changed.has(path))) part.result = undefined;
    this.changed.clear();
    for (const part of parts) {
      if (part.result) continue;
      await part.analyze(this.parser, this.settings, budget);
      this.remember(part);
    }
    const results = parts.flatMap(({ result }) => result ?? []);
    const result: AnalysisResult = {
      findings: results.flatMap(({ findings }) => findings).sort(compareFindings),
      suppressed: results.flatMap(({ suppressed }) => suppressed),
      errors: results.flatMap(({ errors }) => errors),
    };
    // Texts that came in meanwhile have not been seen.
    if (revision === this.revision) this.result = result;
    return result;
  }

  /** Parts of the same files as before stay what they are. */
  private divide(): readonly Part[] {
    const outlines = new Map([...this.files].map(([path, { outline }]) => [path, outline]));
    const before = new Map(this.known.map((part) => [part.files.map(({ path }) => path).join('\n'), part]));
    const parts = partsOf(selectFiles(outlines), outlines).map((paths) => {
      const files = paths.flatMap((path) => this.files.get(path) ?? []);
      const known = before.get(paths.join('\n'));
      return known?.files.every((file, i) => file === files[i]) ? known : new Part(files);
    });
    this.known = parts;
    return parts;
  }

  private remember(part: Part): void {
    const [last, ...others] = [part, ...this.remembered.filter((one) => one !== part)];
    this.remembered = [last, ...others.slice(0, REMEMBERED_PARTS - 1)];
    for (const old of others.slice(REMEMBERED_PARTS - 1)) old.forget();
  }

  latestFacts(path: string): WskFacts | undefined {
    return this.partOf(path)?.facts;
  }

  private partOf(path: string): Part | undefined {
    return this.known.find(({ files }) => files.some((file) => file.path === path));
  }

  async factsOf(path: string): Promise<WskFacts | undefined> {
    await this.analyze();
    const part = this.partOf(path);
    return part && this.recall(part);
  }

  async allFacts(): Promise<readonly WskFacts[]> {
    await this.analyze();
    const facts: WskFacts[] = [];
    for (const part of this.known) {
      const one = await this.recall(part);
      if (one) facts.push(one);
    }
    return facts;
  }

  private async recall(part: Part): Promise<WskFacts | undefined> {
    if (!part.facts) await part.analyze(this.parser, this.settings, new Budget(this.limits));
    this.remember(part);
    return part.facts;
  }

  syntax(path: string): FileSyntax | undefined {
    return this.files.get(path)?.syntax;
  }

  format(message: Message, language: Language): string {
    return formatMessage(message, language);
  }
}

/** `limits`: what a file may cost; without it, as much as it takes. */
export async function createWorkspace(grammars: Grammars, limits?: Limits): Promise<Workspace> {
  return (await workspaceFactory(grammars, limits))();
}

/** Workspaces that know nothing of each other and share the loaded grammars. */
export async function workspaceFactory(grammars: Grammars, limits?: Limits): Promise<() => Workspace> {
  const parser = await createSyntaxParser(grammars);
  return () => new CoreWorkspace(parser, limits);
}
