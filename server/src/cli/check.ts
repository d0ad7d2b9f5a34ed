/** `wsk-lint check`. */
import { readFileSync } from 'node:fs';
import type { AnalysisResult, FileFailure } from '../core';
import { knownTo, writeBaseline } from './baseline';
import { loadConfig, type Config } from './config';
import { exitStatus, reasonOf, usageError, type ExitStatus } from './failure';
import { fixAll, fixesAsDiff, writeFixes, type FixOutcome } from './fix';
import type { CheckOptions } from './options';
import { Project } from './project';
import { formatGithub } from './report/github';
import { formatJson } from './report/json';
import { ReportBuilder, type Diagnostic, type Report, type SuppressedDiagnostic } from './report/report';
import { formatSarif } from './report/sarif';
import { formatStylish } from './report/stylish';
import { ruleIds } from '../features/ruleCatalog';
import { isAtLeast } from '../workspace/levels';
import { told, type Shell } from './shell';
import { select, settingsOf } from './selection';
import { Stopwatch } from './stats';
import { escapeLines } from './terminal';

/** Fewer are analysed before anybody asks. */
const manyFiles = 100;

interface Loaded {
  readonly project: Project;
  readonly files: readonly string[];
  readonly errors: readonly FileFailure[];
}

async function load(options: CheckOptions, config: Config, shell: Shell): Promise<Loaded> {
  const writable = options.fix !== 'no';
  if (options.stdinFilename !== undefined) {
    const bytes = readStandardInput();
    const project = await Project.create(settingsOf(config, options), writable);
    project.add(options.stdinFilename, bytes);
    return { project, files: [options.stdinFilename], errors: [] };
  }
  const [{ files, errors, settings }, project] = await Promise.all([
    select(options.paths, config, options),
    Project.create({ levels: {}, defines: {} }, writable),
  ]);
  project.workspace.setSettings(settings);
  const total = files.length;
  const unreadable = project.read(files, (count) =>
    shell.progress.say(shell.translate('progress.read', { number: count, total })),
  );
  return { project, files, errors: [...errors, ...unreadable] };
}

function readStandardInput(): Uint8Array {
  try {
    return readFileSync(0);
  } catch (error) {
    throw usageError('usage.stdin', { reason: reasonOf(error) });
  }
}

interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
}

/** Findings that count, apart from those that comments or the baseline take out. */
async function sift(
  result: AnalysisResult,
  project: Project,
  options: CheckOptions,
  shell: Shell,
): Promise<Findings & { readonly baselined: number }> {
  const builder = new ReportBuilder(project.contents, project.workspace, shell.language, shell.catalog);
  const all = builder.build(result.findings);
  const commented = result.suppressed.flatMap(({ finding, reason }) =>
    builder.build([finding]).map((diagnostic): SuppressedDiagnostic => ({ diagnostic, by: 'comment', reason })),
  );
  if (options.baseline === undefined) return { diagnostics: all, suppressed: commented, baselined: 0 };
  if (options.updateBaseline) {
    await writeBaseline(options.baseline, all);
    return { diagnostics: [], suppressed: commented, baselined: all.length };
  }
  const known = await knownTo(options.baseline, all);
  const accepted = [...known].map((diagnostic): SuppressedDiagnostic => ({ diagnostic, by: 'baseline', reason: '' }));
  return {
    diagnostics: all.filter((diagnostic) => !known.has(diagnostic)),
    suppressed: [...commented, ...accepted],
    baselined: known.size,
  };
}

function render(report: Report, options: CheckOptions, shell: Shell): string {
  switch (options.format) {
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report, shell.catalog);
    case 'github':
      return formatGithub(report);
    case 'stylish':
      return formatStylish(report, shell);
  }
}

async function fix(project: Project, options: CheckOptions): Promise<{ outcome: FixOutcome; errors: FileFailure[] }> {
  const outcome = await fixAll(project);
  const errors = options.fix === 'write' ? await writeFixes(project, outcome) : [];
  return { outcome, errors: [...outcome.refused, ...errors] };
}

function showFixes(project: Project, outcome: FixOutcome, shell: Shell): void {
  // A pipe gets the bytes that patch needs, a terminal gets what is safe to show.
  for (const { text, bytes } of fixesAsDiff(project, outcome))
    shell.print(process.stdout.isTTY ? escapeLines(text) : bytes);
}

export async function check(options: CheckOptions, shell: Shell): Promise<ExitStatus> {
  const watch = new Stopwatch();
  const config = await loadConfig(options.config, [options.stdinFilename ?? options.paths].flat(), ruleIds);
  const { project, files, errors } = await load(options, config, shell);
  watch.lap('read');
  shell.progress.say(shell.translate('progress.analyse', { count: files.length }), files.length > manyFiles);
  const fixed = options.fix === 'no' ? undefined : await fix(project, options);
  const result = fixed?.outcome.result ?? (await project.analyze());
  watch.lap('analyse');
  shell.progress.end();

  const { diagnostics, suppressed, baselined } = await sift(result, project, options, shell);
  const minSeverity = options.minSeverity ?? config.minSeverity ?? 'information';
  const failOn = options.failOn ?? config.failOn ?? 'error';
  const report: Report = {
    version: shell.version,
    files: files.length,
    diagnostics: diagnostics.filter(({ severity }) => isAtLeast(severity, minSeverity)),
    suppressed,
    errors: told([...errors, ...result.errors, ...(fixed?.errors ?? [])], shell.translate),
  };
  if (options.updateBaseline && options.format === 'stylish') {
    shell.print(`${shell.translate('baseline.written', { count: baselined, file: options.baseline ?? '' })}\n`);
  } else if (fixed && options.fix === 'show') {
    showFixes(project, fixed.outcome, shell);
  } else {
    shell.print(render(report, options, shell));
  }
  watch.lap('report');
  for (const { file, message } of report.errors) shell.complain(`${file}: ${message}`);
  if (options.stats) process.stderr.write(watch.describe(project.contents, shell.translate));
  if (report.errors.length > 0) return exitStatus.trouble;
  return diagnostics.some(({ severity }) => isAtLeast(severity, failOn)) ? exitStatus.findings : exitStatus.clean;
}
