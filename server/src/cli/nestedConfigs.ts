/** wsk-lint.json and .wsk-lintignore in the folders below what a call names: each holds for the files of its folder. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FolderSettings } from '../core';
import { configName, type ConfigFile } from '../workspace/configFile';
import { ignoreName, parseIgnoreFile } from '../workspace/ignoreFile';
import { parseConfig } from './config';
import { fileError, reasonOf } from './failure';
import type { Exclude } from './sources';

interface Nested {
  /** Absolute. */
  readonly folder: string;
  readonly config: ConfigFile | undefined;
  readonly ignored: readonly string[];
}

/** Absolute folders of the files and those above them, up to `top` and without it; the outermost first. */
function foldersBelow(top: string, files: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  const prefix = top.endsWith(path.sep) ? top : top + path.sep;
  for (const file of files) {
    for (let folder = path.dirname(path.resolve(file)); folder.startsWith(prefix); folder = path.dirname(folder)) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders].sort();
}

function read(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(path.relative('.', file), reasonOf(error));
  }
}

/** How the files name the folder: what is left of a file's name without its end below the folder. */
function asGiven(folder: string, files: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files) {
    const below = path.resolve(file).slice(folder.length);
    if (path.resolve(file).startsWith(folder + path.sep) && file.endsWith(below))
      names.add(file.slice(0, -below.length));
  }
  return names;
}

export class NestedConfigs {
  private readonly all: readonly Nested[];

  /** `top`: the folder that holds everything, whose own configuration holds for all of it. */
  constructor(
    top: string,
    private readonly files: readonly string[],
    ruleIds: readonly string[],
  ) {
    this.all = foldersBelow(top, files).flatMap((folder) => {
      const [config, ignored] = [path.join(folder, configName), path.join(folder, ignoreName)];
      const [json, patterns] = [read(config), read(ignored)];
      if (json === undefined && patterns === undefined) return [];
      return {
        folder,
        config: json === undefined ? undefined : parseConfig(json, path.relative('.', config), ruleIds),
        ignored: parseIgnoreFile(patterns ?? ''),
      };
    });
  }

  get excludes(): readonly Exclude[] {
    return this.all
      .flatMap(({ folder, config, ignored }) => [
        { patterns: config?.exclude ?? [], base: folder },
        { patterns: ignored, base: folder },
      ])
      .filter(({ patterns }) => patterns.length > 0);
  }

  /** What the options of the call say comes before it. */
  settings(options: Pick<FolderSettings, 'levels' | 'defines'>): readonly FolderSettings[] {
    return this.all.flatMap(({ folder, config }) =>
      config
        ? [...asGiven(folder, this.files)].map((name) => ({
            folder: name,
            levels: { ...config.levels, ...options.levels },
            defines: { ...config.defines, ...options.defines },
          }))
        : [],
    );
  }
}
