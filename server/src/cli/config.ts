/** Finds the wsk-lint.json that holds for a call. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { configName, emptyConfig, parseConfigFile, type ConfigFile } from '../workspace/configFile';
import { ignoreName, parseIgnoreFile } from '../workspace/ignoreFile';
import { sentence } from '../text/sentence';
import { fileError, reasonOf, UsageError } from './failure';
import type { Exclude } from './sources';

export interface Config extends Omit<ConfigFile, 'exclude'> {
  /** Of wsk-lint.json and of .wsk-lintignore. */
  readonly excludes: readonly Exclude[];
  /** By the call itself. */
  readonly isNamed: boolean;
}

/** `file`: as people know it. */
export function parseConfig(text: string, file: string, ruleIds: readonly string[]): ConfigFile {
  const config = parseConfigFile(text, ruleIds);
  if ('errors' in config)
    throw new UsageError(config.errors.map((problem) => sentence('file.problem', { file, problem })));
  return config;
}

/** The folder that holds all the paths. */
export function commonFolder(paths: readonly string[]): string {
  const split = paths.map((given) => path.resolve(given).split(path.sep));
  const first = split[0] ?? path.resolve('.').split(path.sep);
  let length = first.length;
  for (const parts of split) {
    let same = 0;
    while (same < length && parts[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length).join(path.sep) || path.sep;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    // ENOTDIR: the start is a file, not a folder.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw fileError(file, reasonOf(error));
  }
}

interface Found {
  readonly file: string;
  readonly text: string;
}

async function findUpwards(name: string, start: string): Promise<Found | undefined> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const file = path.join(folder, name);
    const text = await readIfThere(file);
    if (text !== undefined) return { file, text };
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** The nearest one upwards from what is checked, then from the current folder. */
async function nearest(name: string, paths: readonly string[]): Promise<Found | undefined> {
  return (await findUpwards(name, commonFolder(paths))) ?? findUpwards(name, process.cwd());
}

async function named(file: string): Promise<Found> {
  const text = await readIfThere(file);
  if (text === undefined) throw fileError(file, sentence('file.none'));
  return { file, text };
}

/** The named file, or the nearest wsk-lint.json; and the nearest .wsk-lintignore. */
export async function loadConfig(
  given: string | undefined,
  paths: readonly string[],
  ruleIds: readonly string[],
): Promise<Config> {
  const found = given === undefined ? await nearest(configName, paths) : await named(given);
  const shown = given ?? (found && path.relative('.', found.file)) ?? '';
  const config = found ? parseConfig(found.text, shown, ruleIds) : emptyConfig;
  const ignored = await nearest(ignoreName, paths);
  const { exclude, ...rest } = config;
  const excludes = [
    { patterns: exclude, base: folderOf(found) },
    { patterns: parseIgnoreFile(ignored?.text ?? ''), base: folderOf(ignored) },
  ];
  return { ...rest, excludes: excludes.filter(({ patterns }) => patterns.length > 0), isNamed: given !== undefined };
}

function folderOf(found: Found | undefined): string {
  return found ? path.dirname(path.resolve(found.file)) : path.resolve('.');
}
