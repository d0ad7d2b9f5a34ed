/** Takes a refactoring at a place, and says what is wrong with the result: what the compiler says, and findings. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyEdits } from '../../../server/src/features/applyFixes';
import { refactorings, type OfferedRefactoring } from '../../../server/src/features/refactor';
import { compile } from '../driverCompiler';
import { analysed, marked } from './analysed';

export interface Refactored {
  readonly text: string;
  /** Empty where nothing is wrong with the code. */
  readonly trouble: string;
}

export async function offered(source: string, file = 'a.c'): Promise<readonly OfferedRefactoring[]> {
  const { text, offset } = marked(source);
  const { facts } = await analysed({ [file]: text });
  const request = { path: file, text, start: offset, end: offset, language: 'en', facts } as const;
  return refactorings({ ...request, textOf: (name) => (name === file ? text : undefined) });
}

export async function titles(source: string, file = 'a.c'): Promise<string[]> {
  return (await offered(source, file)).map(({ title }) => title);
}

/** The one refactoring whose title has the words, at the mark `^`. */
export async function refactored(source: string, words: string, file = 'a.c'): Promise<Refactored> {
  const { text } = marked(source);
  const all = await offered(source, file);
  const chosen = all.filter(({ title }) => title.includes(words));
  const [only] = chosen;
  if (!only || chosen.length > 1) throw new Error(`"${words}" among: ${all.map(({ title }) => title).join('; ')}`);
  const result = applyEdits(text, only.edits);
  return { text: result, trouble: [await newFindings(text, result, file), compiled(result, file)].join('').trim() };
}

async function newFindings(before: string, after: string, file: string): Promise<string> {
  const known = new Set((await analysed({ [file]: before })).findings.map(({ rule }) => rule));
  const { findings } = await analysed({ [file]: after });
  return findings
    .filter(({ rule }) => !known.has(rule))
    .map(({ rule, location }) => `${rule}: ${after.slice(location.start, location.end)}\n`)
    .join('');
}

function compiled(text: string, file: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wsk-refactor-'));
  try {
    const target = path.join(folder, file);
    writeFileSync(target, text);
    return compile(target, file.endsWith('.c') ? 'c' : 'cpp');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
