/** Runs the built command line, the way a build pipeline does. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const commandLine = 'dist/cli.js';

export const isBuilt = existsSync(commandLine);

export interface Diagnostic {
  readonly file: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

interface Report {
  readonly diagnostics: readonly Diagnostic[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'diagnostics' in value && 'errors' in value;
}

/** The findings of one workspace, hints included. */
export function lint(paths: readonly string[], ...options: string[]): readonly Diagnostic[] {
  const args = [
    commandLine,
    'check',
    ...paths,
    '--format',
    'json',
    '--min-severity',
    'hint',
    '--lang',
    'en',
    ...options,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0 && status !== 1)
    throw new Error(`the command line ended with exit status ${status ?? 'none'}: ${stderr}`);
  const report: unknown = JSON.parse(stdout);
  if (!isReport(report)) throw new Error('the command line printed something else than a report');
  if (report.errors.length > 0) throw new Error(report.errors.map((error) => error.message).join('\n'));
  return report.diagnostics;
}

/** One line a finding, for messages of tests. */
export function listed(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ file, range, rule, severity, message }) => `${file}:${range.start.line}: ${severity} ${rule}: ${message}`)
    .join('\n');
}
