/** Files of the workspace that belong together: read, judged and remembered as one program. */
import type { Finding } from '../rules/finding';
import type { SourceView } from '../rules/rule';
import type { Language } from '../syntax/ast';
import { macroHints, mergeHints, type MacroHints, type WorkspaceHints } from '../syntax/hints';
import { isUnit, languagesOf } from '../syntax/language';
import type { SyntaxParser } from '../syntax/parser';
import { failureSentence, type Budget } from '../text/budget';
import type { WskFacts } from '../wsk/facts';
import type { WorkspaceFile } from './file';
import { Judge } from './judgement';
import type { AnalysisResult, FileFailure } from './result';
import type { SettingsByFile } from './settings';
import { silence } from './silence';

export class Part {
  facts: WskFacts | undefined;
  result: AnalysisResult | undefined;
  private judge = new Judge();
  private hintsKey = '';
  private hints: WorkspaceHints = mergeHints([]);

  constructor(readonly files: readonly WorkspaceFile[]) {}

  async analyze(parser: SyntaxParser, settings: SettingsByFile, budget: Budget): Promise<AnalysisResult> {
    const languages = languagesOf(this.files.map(({ outline }) => outline));
    if ([...languages.values()].includes('cpp')) await parser.ensureLanguage('cpp');
    const errors: FileFailure[] = [];
    const views = this.read(languages, parser, settings, budget, errors);
    const { result, faults } = this.judge.judge(views, settings, budget);
    this.facts = result?.facts;
    for (const { file, error } of [...faults, ...(result?.facts.failures ?? [])]) {
      if (!errors.some((other) => other.file === file)) errors.push({ file, message: failureSentence(error) });
      // What is known of it is not whole.
      views.delete(file);
    }
    if (!result) views.clear();
    return (this.result = { ...silenceAll(result?.findings ?? [], views, settings), errors });
  }

  /** Keeps the result alone: the rest can be worked out again. */
  forget(): void {
    this.facts = undefined;
    this.judge = new Judge();
    for (const file of this.files) file.forget();
  }

  private read(
    languages: ReadonlyMap<string, Language>,
    parser: SyntaxParser,
    settings: SettingsByFile,
    budget: Budget,
    errors: FileFailure[],
  ): Map<string, SourceView> {
    const hints = this.headerHints(languages, settings);
    const views = new Map<string, SourceView>();
    for (const file of this.files) {
      const { path, text } = file;
      const language = languages.get(path) ?? 'c';
      try {
        if (file.syntax?.language !== language) file.syntax = undefined;
        const input = { path, text, language, defines: settings.definesOf(path), ...hints };
        const syntax = (file.syntax ??= budget.charge(path, (checkpoint) =>
          file.reader.read({ ...input, checkpoint }, parser),
        ));
        views.set(path, { text, syntax });
        if (syntax.failure !== undefined) errors.push({ file: path, message: syntax.failure });
      } catch (error) {
        errors.push({ file: path, message: failureSentence(error) });
      }
    }
    return views;
  }

  /** What the headers' macros mean to a parser; when that changes, what was read before is worth nothing. */
  private headerHints(languages: ReadonlyMap<string, Language>, settings: SettingsByFile): WorkspaceHints {
    const headers: MacroHints[] = [];
    for (const file of this.files) {
      if (isUnit(file.path)) continue;
      const defines = settings.definesOf(file.path);
      headers.push((file.hints ??= macroHints(file.text, { language: languages.get(file.path) ?? 'c', defines })));
    }
    const hints = mergeHints(headers);
    const blank = [...hints.emptyMacros].map(([name, { segment }]) => `${name}:${segment ?? ''}`);
    const heads = JSON.stringify([...hints.headMacros].sort(([a], [b]) => (a < b ? -1 : 1)));
    const key = [blank.sort(), [...hints.statementMacros].sort(), heads].join(';');
    if (key === this.hintsKey) return this.hints;
    for (const file of this.files) file.syntax = undefined;
    this.hintsKey = key;
    this.hints = hints;
    return hints;
  }
}

function silenceAll(
  findings: readonly Finding[],
  views: ReadonlyMap<string, SourceView>,
  levels: SettingsByFile,
): Omit<AnalysisResult, 'errors'> {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = byFile.get(finding.location.file);
    if (list) list.push(finding);
    else byFile.set(finding.location.file, [finding]);
  }
  const parts = [...views].map(([path, view]) => silence(path, view, byFile.get(path) ?? [], levels));
  return {
    findings: parts.flatMap(({ kept }) => kept),
    suppressed: parts.flatMap(({ suppressed }) => suppressed),
  };
}
