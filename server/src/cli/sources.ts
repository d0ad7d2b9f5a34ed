/** From the paths of the command line to the files and their bytes. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';
import { reasonOf } from './failure';
import type { FileError } from './report/report';

const sourcePattern = '**/*.{c,h,cc,cpp,cxx,hpp,inl}';
const alwaysSkipped = ['**/.git/**', '**/.svn/**', '**/.hg/**', '**/node_modules/**'];

export interface FoundFiles {
  /** As given, or below a given folder; sorted, each file once. */
  readonly files: readonly string[];
  readonly errors: readonly FileError[];
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

/** Patterns of the configuration are relative to its folder; the search runs in other folders. */
function excludesFor(folder: string, exclude: Exclude): string[] {
  const toBase = path.relative(path.resolve(folder), exclude.base).split(path.sep).join('/');
  const prefix = toBase === '' ? '' : `${escapePath(toBase)}/`;
  return exclude.patterns.map((pattern) => (pattern.startsWith('**/') ? pattern : `${prefix}${pattern}`));
}

export interface Exclude {
  readonly patterns: readonly string[];
  /** Absolute. */
  readonly base: string;
}

async function resolvePath(given: string, exclude: Exclude): Promise<string[] | FileError> {
  try {
    const status = await stat(given);
    // A file that somebody names is checked whatever its extension, and whatever is excluded.
    return status.isDirectory() ? await searchFolder(given, excludesFor(given, exclude)) : [given];
  } catch (error) {
    if (!isDynamicPattern(given)) return { file: given, message: reasonOf(error) };
  }
  const found = await expandPattern(given, excludesFor('.', exclude));
  return found.length > 0 ? found : { file: given, message: 'no file matches' };
}

export async function findSources(paths: readonly string[], exclude: Exclude): Promise<FoundFiles> {
  const found = new Map<string, string>();
  const errors: FileError[] = [];
  for (const given of paths) {
    const result = await resolvePath(given, exclude);
    if ('message' in result) {
      errors.push(result);
      continue;
    }
    for (const file of result) {
      const identity = path.resolve(file);
      if (!found.has(identity)) found.set(identity, file);
    }
  }
  return { files: [...found.values()].sort(), errors };
}

/** Enough to keep the disk busy, few enough for the descriptors that a process may have. */
const parallelReads = 32;

/** Hands every file's bytes on as they come; what cannot be read is returned. */
export async function readSources(
  files: readonly string[],
  accept: (file: string, bytes: Uint8Array) => void,
): Promise<FileError[]> {
  const errors: FileError[] = [];
  let next = 0;
  const reader = async (): Promise<void> => {
    for (let file = files[next++]; file !== undefined; file = files[next++]) {
      try {
        accept(file, await readFile(file));
      } catch (error) {
        errors.push({ file, message: `unreadable: ${reasonOf(error)}` });
      }
    }
  };
  await Promise.all(Array.from({ length: parallelReads }, reader));
  return errors.sort((a, b) => (a.file < b.file ? -1 : 1));
}
