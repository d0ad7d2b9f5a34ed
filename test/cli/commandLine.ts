/** Runs the built command line in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const program = path.resolve('dist/cli.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface ReportedRange {
  readonly start: Place;
  readonly end: Place;
}

export interface Reported {
  readonly file: string;
  readonly range: ReportedRange;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly url: string;
  readonly related: readonly { readonly file: string; readonly range: ReportedRange; readonly message: string }[];
  readonly fixes: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly { readonly file: string; readonly range: ReportedRange; readonly newText: string }[];
  }[];
}

export interface JsonReport {
  readonly version: number;
  readonly tool: { readonly name: string; readonly version: string };
  readonly files: number;
  readonly diagnostics: readonly Reported[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

function isReport(value: unknown): value is JsonReport {
  return typeof value === 'object' && value !== null && 'diagnostics' in value && 'errors' in value;
}

export class DriverFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'wsk-lint '));

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string | Uint8Array): void {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.path, name), 'utf8');
  }

  bytes(name: string): Buffer {
    return readFileSync(path.join(this.path, name));
  }

  run(args: readonly string[], options: { input?: string; env?: NodeJS.ProcessEnv; cwd?: string } = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: path.join(this.path, options.cwd ?? ''),
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: '', LC_MESSAGES: '', LANG: 'en_US.UTF-8', ...options.env },
      ...(options.input !== undefined && { input: options.input }),
    });
    return { status, stdout, stderr };
  }

  /** What goes to standard output, byte for byte. */
  runRaw(args: readonly string[]): Buffer {
    return spawnSync(process.execPath, [program, ...args], { cwd: this.path }).stdout;
  }

  json(args: readonly string[], options: { input?: string; cwd?: string } = {}): JsonReport {
    const { stdout, stderr } = this.run([...args, '--format', 'json'], options);
    const report: unknown = JSON.parse(stdout || 'null');
    if (!isReport(report)) throw new Error(`no report: ${stdout} ${stderr}`);
    return report;
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export function rulesOf(report: JsonReport): string {
  return report.diagnostics.map(({ rule }) => rule).join(' ');
}
