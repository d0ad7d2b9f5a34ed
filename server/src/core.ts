/**
 * The core's front door: texts in, findings out. The language server, the command line, the web worker and the tests are
 * thin shells around a {@link Workspace}. No I/O, no clock, and no throw for any input text.
 */
import { compareFindings } from './rules/run';
import type { Finding, Level, Message } from './rules/finding';
import { formatMessage } from './rules/messages';
import type { SourceView } from './rules/rule';
import type { FileSyntax, Language as SourceLanguage } from './syntax/ast';
import { macroHints, mergeHints, type MacroHints, type WorkspaceHints } from './syntax/hints';
import { isUnit, languagesOf } from './syntax/language';
import { createSyntaxParser, FileReader, type SyntaxParser } from './syntax/parser';
import { Judge } from './judgement';
import { Budget, failureMessage, type Limits } from './text/budget';
import { LineIndex } from './text/source';
import { applySuppressions } from './workspace/suppressions';
import type { WskFacts } from './wsk/facts';
import { glance, selectFiles } from './wsk/selection';

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
  /** Findings that a comment silences, with the reason that it gives. */
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string }[];
  /** Files whose analysis failed: they cost only themselves. */
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

export type { Limits };

export type Language = 'en' | 'zh-cn';

export interface Workspace {
  /** `path` is an opaque identity (path or URI) that ends in the file's name; it is what findings carry. */
  setFile(path: string, text: string): void;
  deleteFile(path: string): void;
  setSettings(settings: Settings): void;
  /** Findings of the whole workspace; work that an edit did not touch is not done again. */
  analyze(): Promise<AnalysisResult>;
  /** What the last analysis knows, for hovers and the like; undefined before the first. */
  readonly facts: WskFacts | undefined;
  /** The syntax of a file as of the last analysis; undefined for a file that was not parsed. */
  syntax(path: string): FileSyntax | undefined;
  /** A message in the reader's language. */
  format(message: Message, language: Language): string;
}

interface Entry {
  readonly text: string;
  readonly usesWsk: boolean;
  /** What a header's macros mean to the files that include it. */
  hints?: MacroHints;
  syntax?: FileSyntax;
  readonly reader: FileReader;
}

const EMPTY: AnalysisResult = { findings: [], suppressed: [], errors: [] };

class CoreWorkspace implements Workspace {
  facts: WskFacts | undefined;
  private readonly entries = new Map<string, Entry>();
  private settings: Settings = { levels: {}, defines: {} };
  private result: AnalysisResult | undefined;
  private hintsKey = '';
  private hints: WorkspaceHints = mergeHints([]);
  private readonly judge = new Judge();

  constructor(
    private readonly parser: SyntaxParser,
    private readonly limits: Limits | undefined,
  ) {}

  setFile(path: string, text: string): void {
    if (this.entries.get(path)?.text === text) return;
    const reader = this.entries.get(path)?.reader ?? new FileReader();
    this.entries.set(path, { text, usesWsk: glance(text).usesWsk, reader });
    this.result = undefined;
  }

  deleteFile(path: string): void {
    if (this.entries.delete(path)) this.result = undefined;
  }

  setSettings(settings: Settings): void {
    if (!sameRecord(settings.defines, this.settings.defines))
      for (const entry of this.entries.values()) {
        delete entry.syntax;
        delete entry.hints;
      }
    this.settings = settings;
    this.result = undefined;
  }

  async analyze(): Promise<AnalysisResult> {
    if (this.result) return this.result;
    const selected = selectFiles(this.entries);
    if (selected.length === 0) {
      this.facts = undefined;
      return (this.result = EMPTY);
    }
    const languages = languagesOf(new Map(selected.map((path) => [path, this.entries.get(path)?.text ?? ''])));
    if ([...languages.values()].includes('cpp')) await this.parser.ensureLanguage('cpp');
    const errors: { file: string; message: string }[] = [];
    const budget = new Budget(this.limits);
    const views = this.parse(languages, errors, budget);
    const { result, faults } = this.judge.judge(views, this.settings.levels, budget);
    this.facts = result?.facts;
    for (const { file, error } of [...faults, ...(result?.facts.failures ?? [])]) {
      if (!errors.some((other) => other.file === file)) errors.push({ file, message: failureMessage(error) });
      // What is known of it is not whole.
      views.delete(file);
    }
    if (!result) views.clear();
    return (this.result = this.suppress(result?.findings ?? [], views, errors));
  }

  private parse(
    languages: ReadonlyMap<string, SourceLanguage>,
    errors: { file: string; message: string }[],
    budget: Budget,
  ): Map<string, SourceView> {
    const defines = new Map(Object.entries(this.settings.defines));
    const hints = this.headerHints(languages, defines);
    const views = new Map<string, SourceView>();
    for (const [path, language] of languages) {
      const entry = this.entries.get(path);
      if (!entry) continue;
      try {
        if (entry.syntax?.language !== language) delete entry.syntax;
        const input = { path, text: entry.text, language, defines, ...hints };
        entry.syntax ??= budget.charge(path, (checkpoint) => entry.reader.read({ ...input, checkpoint }, this.parser));
        views.set(path, { text: entry.text, syntax: entry.syntax });
        if (entry.syntax.failure !== undefined) errors.push({ file: path, message: entry.syntax.failure });
      } catch (error) {
        errors.push({ file: path, message: failureMessage(error) });
      }
    }
    return views;
  }

  /** What the headers' macros mean to a parser; when that changes, what was parsed before is worth nothing. */
  private headerHints(
    languages: ReadonlyMap<string, SourceLanguage>,
    defines: ReadonlyMap<string, string>,
  ): WorkspaceHints {
    const headers: MacroHints[] = [];
    for (const [path, language] of languages) {
      const entry = this.entries.get(path);
      if (entry && !isUnit(path)) headers.push((entry.hints ??= macroHints(entry.text, { language, defines })));
    }
    const hints = mergeHints(headers);
    const key = [[...hints.emptyMacros].sort(), [...hints.statementMacros].sort()].join(';');
    if (key === this.hintsKey) return this.hints;
    for (const entry of this.entries.values()) delete entry.syntax;
    this.hintsKey = key;
    this.hints = hints;
    return hints;
  }

  private suppress(
    findings: readonly Finding[],
    views: ReadonlyMap<string, SourceView>,
    errors: AnalysisResult['errors'],
  ): AnalysisResult {
    const kept: Finding[] = [];
    const suppressed: { finding: Finding; reason: string }[] = [];
    for (const [path, view] of views) {
      const own = findings.filter((finding) => finding.location.file === path);
      const lines = new LineIndex(view.text);
      const result = applySuppressions(
        { text: view.text, lines, comments: view.syntax.suppressionComments },
        own,
        (rule) => this.settings.levels[rule] !== 'off',
      );
      kept.push(...result.kept);
      suppressed.push(...result.suppressed);
      for (const problem of result.problems) {
        const location = { file: path, start: problem.start, end: problem.end };
        const level = this.settings.levels[problem.rule];
        if (level === 'off') continue;
        const unused = problem.rule === 'unused-suppression';
        kept.push({
          rule: problem.rule,
          severity: level ?? (unused ? 'information' : 'error'),
          location,
          message: { key: `${problem.rule}/found`, args: { rule: problem.suppressed } },
          related: [],
          fixes: unused
            ? [
                {
                  title: { key: `${problem.rule}/remove`, args: {} },
                  safe: true,
                  edits: [{ location: { file: path, ...pick(problem.removal) }, newText: '' }],
                },
              ]
            : [],
        });
      }
    }
    return { findings: kept.sort(compareFindings), suppressed, errors };
  }

  syntax(path: string): FileSyntax | undefined {
    return this.entries.get(path)?.syntax;
  }

  format(message: Message, language: Language): string {
    return formatMessage(message, language);
  }
}

function pick(span: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start: span.start, end: span.end };
}

function sameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
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
