/** From the paths of the command line to the files and their bytes. */
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';
import type { FileFailure } from '../core';
import { sentence } from '../text/sentence';
import { createMatcher } from '../workspace/globs';
import { reasonOf } from './failure';

const sourcePattern = '**/*.{c,h,cc,cpp,cxx,hpp,inl}';
const alwaysSkipped = ['**/.git/**', '**/.svn/**', '**/.hg/**', '**/node_modules/**'];

export interface FoundFiles {
  /** As given, or below a given folder; sorted, each file once. */
  readonly files: readonly string[];
  /** Those that the call names itself: nothing leaves them out. */
  readonly named: ReadonlySet<string>;
  readonly errors: readonly FileFailure[];
}

async function searchFolder(folder: string, exclude: readonly string[]): Promise<string[]> {
  const found = await glob(sourcePattern, {
    cwd: folder,
    ignore: [...alwaysSkipped, ...exclude],
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return found.map((file) => path.join(folder, file));
}

async function expandPattern(pattern: string, exclude: readonly string[]): Promise<string[]> {
  return glob(pattern.split(path.sep).join('/'), {
    ignore: [...alwaysSkipped, ...exclude],
    followSymbolicLinks: false,
    expandDirectories: false,
  });
}

/**
 * What the search itself may leave out, so that big folders are not walked. Patterns are relative to their file's folder; the
 * search runs in other folders.
 */
function pruned(folder: string, excludes: readonly Exclude[]): string[] {
  return excludes.flatMap(({ patterns, base }) => {
    // What a later pattern takes back must be found.
    if (patterns.some((pattern) => pattern.startsWith('!'))) return [];
    const toBase = path.relative(path.resolve(folder), base).split(path.sep).join('/');
    const prefix = toBase === '' ? '' : `${escapePath(toBase)}/`;
    return patterns
      .filter((pattern) => pattern.endsWith('/**'))
      .map((pattern) => (pattern.startsWith('**/') ? pattern : `${prefix}${pattern}`));
  });
}

export function createFilter(excludes: readonly Exclude[]): (file: string) => boolean {
  const matchers = excludes.map(({ patterns, base }) => ({ matches: createMatcher(patterns), base }));
  return (file) =>
    !matchers.some(({ matches, base }) => matches(path.relative(base, path.resolve(file)).split(path.sep).join('/')));
}

export interface Exclude {
  readonly patterns: readonly string[];
  /** Absolute. */
  readonly base: string;
}

interface Resolved {
  readonly files: readonly string[];
  readonly isNamed: boolean;
}

async function resolvePath(given: string, excludes: readonly Exclude[]): Promise<Resolved | FileFailure> {
  const isWanted = createFilter(excludes);
  try {
    const status = await stat(given);
    // A file that somebody names is checked whatever its extension, and whatever is excluded.
    if (!status.isDirectory()) return { files: [given], isNamed: true };
    return { files: (await searchFolder(given, pruned(given, excludes))).filter(isWanted), isNamed: false };
  } catch (error) {
    if (!isDynamicPattern(given)) return { file: given, message: reasonOf(error) };
  }
  const found = (await expandPattern(given, pruned('.', excludes))).filter(isWanted);
  return found.length > 0 ? { files: found, isNamed: false } : { file: given, message: sentence('file.noMatch') };
}

export async function findSources(paths: readonly string[], excludes: readonly Exclude[]): Promise<FoundFiles> {
  const found = new Map<string, string>();
  const named = new Set<string>();
  const errors: FileFailure[] = [];
  for (const given of paths) {
    const result = await resolvePath(given, excludes);
    if ('message' in result) {
      errors.push(result);
      continue;
    }
    for (const file of result.files) {
      const identity = path.resolve(file);
      if (!found.has(identity)) found.set(identity, file);
      if (result.isNamed) named.add(found.get(identity) ?? file);
    }
  }
  return { files: [...found.values()].sort(), named, errors };
}

/** Hands every file's bytes on, in order; what cannot be read is returned. Thousands of small files are read fastest one by one. */
export function readSources(
  files: readonly string[],
  accept: (file: string, bytes: Uint8Array) => void,
): FileFailure[] {
  const errors: FileFailure[] = [];
  for (const file of files) {
    try {
      accept(file, readFileSync(file));
    } catch (error) {
      errors.push({ file, message: sentence('file.unreadable', { reason: reasonOf(error) }) });
    }
  }
  return errors;
}
