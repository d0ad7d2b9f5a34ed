/** A file of known findings: only what is not in it counts. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sentence } from '../text/sentence';
import { fileError, reasonOf } from './failure';
import type { Diagnostic } from './report/report';

interface Entry {
  /** Relative to the baseline's folder, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
  /** For people who read the file; never compared. */
  readonly message: string;
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'file' in value &&
    typeof value.file === 'string' &&
    'rule' in value &&
    typeof value.rule === 'string' &&
    'fingerprint' in value &&
    typeof value.fingerprint === 'string'
  );
}

function parse(text: string, file: string): readonly Entry[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fileError(file, sentence('baseline.unreadable', { reason: reasonOf(error) }));
  }
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) {
    throw fileError(file, sentence('baseline.version'));
  }
  const findings: unknown = 'findings' in value ? value.findings : undefined;
  if (!Array.isArray(findings) || !findings.every(isEntry)) {
    throw fileError(file, sentence('baseline.findings'));
  }
  return findings;
}

/** Paths in a baseline do not depend on where the command line runs. */
function relativeTo(baseline: string, file: string): string {
  return path
    .relative(path.dirname(path.resolve(baseline)), path.resolve(file))
    .split(path.sep)
    .join('/');
}

function keyOf(entry: { readonly file: string; readonly rule: string; readonly fingerprint: string }): string {
  return JSON.stringify([entry.file, entry.rule, entry.fingerprint]);
}

/** Entries of files that are gone: each stands for one finding of the same rule on the same line, in whatever file it is now. */
class MovedEntries {
  private readonly counts = new Map<string, number>();

  constructor(entries: readonly Entry[], baseline: string) {
    const folder = path.dirname(path.resolve(baseline));
    const exists = new Map<string, boolean>();
    for (const { file, rule, fingerprint } of entries) {
      if (!exists.has(file)) exists.set(file, existsSync(path.resolve(folder, file)));
      if (exists.get(file)) continue;
      const key = keyOf({ file: '', rule, fingerprint });
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /** Answers each entry once. */
  take({ rule, fingerprint }: Diagnostic): boolean {
    const key = keyOf({ file: '', rule, fingerprint });
    const count = this.counts.get(key) ?? 0;
    if (count > 0) this.counts.set(key, count - 1);
    return count > 0;
  }
}

/** The findings that the baseline knows, those of moved and renamed files too. */
export async function knownTo(file: string, diagnostics: readonly Diagnostic[]): Promise<ReadonlySet<Diagnostic>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw fileError(file, sentence('baseline.missing', { reason: reasonOf(error) }));
  }
  const entries = parse(text, file);
  const known = new Set(entries.map(keyOf));
  const moved = new MovedEntries(entries, file);
  return new Set(
    diagnostics.filter(
      (diagnostic) =>
        known.has(keyOf({ ...diagnostic, file: relativeTo(file, diagnostic.file) })) || moved.take(diagnostic),
    ),
  );
}

export async function writeBaseline(file: string, diagnostics: readonly Diagnostic[]): Promise<void> {
  const findings = diagnostics.map((diagnostic): Entry => ({
    file: relativeTo(file, diagnostic.file),
    rule: diagnostic.rule,
    fingerprint: diagnostic.fingerprint,
    message: diagnostic.message,
  }));
  try {
    await writeFile(file, `${JSON.stringify({ version: 1, findings }, null, 2)}\n`);
  } catch (error) {
    throw fileError(file, reasonOf(error));
  }
}
