/** wsk-lint.json: found, read and checked. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Level, Severity } from '../core';
import { nearestName } from '../features/ruleCatalog';
import { reasonOf, UsageError } from './failure';
import { schemaErrors } from './schema';
import { toLevel, toSeverity } from './severity';
import schema from './wsk-lint.schema.json';

export const configName = 'wsk-lint.json';

export interface Config {
  /** Absolute. */
  readonly folder: string;
  readonly levels: Readonly<Record<string, Level>>;
  readonly defines: Readonly<Record<string, string>>;
  readonly exclude: readonly string[];
  readonly minSeverity: Severity | undefined;
  readonly failOn: Severity | undefined;
}

export const noConfig: Config = {
  folder: process.cwd(),
  levels: {},
  defines: {},
  exclude: [],
  minSeverity: undefined,
  failOn: undefined,
};

/** JSON.parse tells an offset; people count lines. */
function syntaxError(text: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const offset = /at position (\d+)/.exec(reason)?.[1];
  if (offset === undefined) return `not valid JSON: ${reason}`;
  const before = text.slice(0, Number(offset)).split('\n');
  const summary = reason.replace(/ in JSON at position .*| at position .*|, \.\.\..*/s, '');
  return `not valid JSON: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${summary}`;
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function unknownRules(rules: unknown, known: readonly string[]): string[] {
  return entries(rules)
    .filter(([id]) => !known.includes(id))
    .map(([id]) => {
      const near = nearestName(id, known);
      return `rules: there is no rule "${id}"${near === undefined ? '' : `; is "${near}" meant?`}`;
    });
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The text of a wsk-lint.json; every mistake in it is told at once. */
export function parseConfig(text: string, file: string, ruleIds: readonly string[]): Config {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`${file}: ${syntaxError(text, error)}`);
  }
  const errors = schemaErrors(schema, value);
  const properties = new Map(entries(value));
  if (errors.length === 0) errors.push(...unknownRules(properties.get('rules'), ruleIds));
  if (errors.length > 0) throw new UsageError(errors.map((error) => `${file}: ${error}`).join('\n'));
  const exclude: unknown = properties.get('exclude');
  return {
    folder: path.dirname(path.resolve(file)),
    levels: Object.fromEntries(
      entries(properties.get('rules')).map(([id, level]) => [id, toLevel(stringOf(level)) ?? 'off']),
    ),
    defines: Object.fromEntries(
      entries(properties.get('defines')).map(([name, definition]) => [name, stringOf(definition)]),
    ),
    exclude: Array.isArray(exclude) ? exclude.map(stringOf) : [],
    minSeverity: toSeverity(stringOf(properties.get('minSeverity'))),
    failOn: toSeverity(stringOf(properties.get('failOn'))),
  };
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
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
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
    return parseConfig(text, named, ruleIds);
  }
  const found = (await findUpwards(commonFolder(paths))) ?? (await findUpwards(process.cwd()));
  return found ? parseConfig(found.text, path.relative('.', found.file), ruleIds) : noConfig;
}
