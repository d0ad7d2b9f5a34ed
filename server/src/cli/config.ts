/** Finds the wsk-lint.json that holds for a call. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { configName, emptyConfig, parseConfigFile, type ConfigFile } from '../workspace/configFile';
import { reasonOf, UsageError } from './failure';

export interface Config extends ConfigFile {
  /** Absolute; what the file's patterns are relative to. */
  readonly folder: string;
}

function parse(text: string, file: string, ruleIds: readonly string[]): Config {
  const config = parseConfigFile(text, ruleIds);
  if ('errors' in config) throw new UsageError(config.errors.map((error) => `${file}: ${error}`).join('\n'));
  return { ...config, folder: path.dirname(path.resolve(file)) };
}

/** The folder that holds all the paths. */
function commonFolder(paths: readonly string[]): string {
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
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

async function findUpwards(start: string): Promise<{ file: string; text: string } | undefined> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const file = path.join(folder, configName);
    const text = await readIfThere(file);
    if (text !== undefined) return { file, text };
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** The named file, or the nearest wsk-lint.json upwards from what is checked, then from the current folder. */
export async function loadConfig(
  named: string | undefined,
  paths: readonly string[],
  ruleIds: readonly string[],
): Promise<Config> {
  if (named !== undefined) {
    const text = await readIfThere(named);
    if (text === undefined) throw new UsageError(`${named}: no such file`);
    return parse(text, named, ruleIds);
  }
  const found = (await findUpwards(commonFolder(paths))) ?? (await findUpwards(process.cwd()));
  return found
    ? parse(found.text, path.relative('.', found.file), ruleIds)
    : { ...emptyConfig, folder: path.resolve('.') };
}
