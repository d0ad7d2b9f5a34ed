/** The files of a call and the settings that hold for them. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { FileFailure, Settings } from '../core';
import { ruleIds } from '../features/ruleCatalog';
import { commonFolder, type Config } from './config';
import { NestedConfigs } from './nestedConfigs';
import { createFilter, findSources } from './sources';

type Overrides = Pick<Settings, 'levels' | 'defines'>;

export interface Selection {
  readonly files: readonly string[];
  readonly errors: readonly FileFailure[];
  readonly settings: Settings;
}

export function settingsOf(config: Config, options: Overrides): Settings {
  return {
    levels: { ...config.levels, ...options.levels },
    defines: { ...config.defines, ...options.defines },
  };
}

/** The folder itself, or the nearest one above what is a file or a pattern. */
function existing(folder: string): string {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder || path.dirname(folder) === folder ? folder : existing(path.dirname(folder));
}

/** A configuration that the call names holds for everything, and no other one does. */
export async function select(paths: readonly string[], config: Config, options: Overrides): Promise<Selection> {
  const { files, named, errors } = await findSources(paths, config.excludes);
  const settings = settingsOf(config, options);
  if (config.isNamed) return { files, errors, settings };
  const nested = new NestedConfigs(existing(commonFolder(paths)), files, ruleIds);
  const isWanted = createFilter(nested.excludes);
  return {
    files: files.filter((file) => named.has(file) || isWanted(file)),
    errors,
    settings: { ...settings, folders: nested.settings(options) },
  };
}
