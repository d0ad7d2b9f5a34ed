/**
 * What the wsk-lint.json and .wsk-lintignore files of a workspace folder say together. The nearest wsk-lint.json upwards sets a
 * file's levels and definitions; what any of the files above it leaves out is left out. Pure: the server finds the files.
 */
import type { ConfigFile } from './configFile';
import { createMatcher } from './globs';
import type { SettingLevel } from './levels';
import type { EditorSettings } from './settings';

/** Folders are named by what the paths of their files begin with, up to and without the slash. */
export interface FolderConfig {
  readonly folder: string;
  /** Undefined where there is none that can be used. */
  readonly config: ConfigFile | undefined;
  /** The patterns of the ignore file. */
  readonly ignored: readonly string[];
}

export interface Exclude {
  readonly folder: string;
  readonly patterns: readonly string[];
}

export interface ProjectSettings extends EditorSettings {
  readonly excludes: readonly Exclude[];
  /** Folders below the workspace folder that have a wsk-lint.json of their own. */
  readonly folders: readonly {
    readonly folder: string;
    readonly levels: Readonly<Record<string, SettingLevel>>;
    readonly defines: Readonly<Record<string, string>>;
  }[];
}

/** A wsk-lint.json holds for all who work on the code; what somebody sets in the editor comes before it. */
function merged({ levels, defines }: EditorSettings, config: ConfigFile): Pick<EditorSettings, 'levels' | 'defines'> {
  return { levels: { ...config.levels, ...levels }, defines: { ...config.defines, ...defines } };
}

/** `root`: the workspace folder, which the first of the configurations may be above. */
export function projectSettings(
  settings: EditorSettings,
  root: string,
  configs: readonly FolderConfig[],
): ProjectSettings {
  const used = configs.flatMap(({ folder, config }) => (config ? [{ folder, config }] : []));
  const isBelow = ({ folder }: { readonly folder: string }): boolean =>
    folder !== root && folder.startsWith(prefixOf(root));
  const outermost = used.find((one) => !isBelow(one));
  return {
    ...settings,
    ...(outermost && merged(settings, outermost.config)),
    excludes: [
      ...configs.map(({ folder, ignored }) => ({ folder, patterns: ignored })),
      ...used.map(({ folder, config }) => ({ folder, patterns: config.exclude })),
      { folder: root, patterns: settings.exclude },
    ].filter(({ patterns }) => patterns.length > 0),
    folders: used.filter(isBelow).map(({ folder, config }) => ({ folder, ...merged(settings, config) })),
  };
}

/** The root of a file system ends in a slash already. */
function prefixOf(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

export function excludeMatcher(excludes: readonly Exclude[]): (path: string) => boolean {
  const matchers = excludes.map(({ folder, patterns }) => ({
    prefix: prefixOf(folder),
    matches: createMatcher(patterns),
  }));
  return (path) =>
    matchers.some(({ prefix, matches }) => path.startsWith(prefix) && matches(path.slice(prefix.length)));
}
