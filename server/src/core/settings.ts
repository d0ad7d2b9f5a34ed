/** What an analysis is asked with: levels and definitions, for all files or for those of one folder. */
import type { Level, Levels } from '../rules/finding';

export interface FileSettings {
  /** Levels that differ from the rules' defaults. */
  readonly levels: Readonly<Record<string, Level>>;
  /** Preprocessor definitions for `#if`. */
  readonly defines: Readonly<Record<string, string>>;
}

export interface Settings extends FileSettings {
  /** Folders whose files have settings of their own, which then hold alone; the innermost folder counts. */
  readonly folders?: readonly FolderSettings[];
}

export interface FolderSettings extends FileSettings {
  /** What the paths of its files begin with, up to and without the slash. */
  readonly folder: string;
}

interface Scope extends FileSettings {
  /** With the slash; empty for all files. */
  readonly prefix: string;
  readonly definitions: ReadonlyMap<string, string>;
}

export class SettingsByFile implements Levels {
  /** The innermost first. */
  private readonly scopes: readonly Scope[];
  /** Equal where every file has the same definitions. */
  readonly definesKey: string;

  constructor(settings: Settings) {
    const folders = [...(settings.folders ?? [])].sort((a, b) => b.folder.length - a.folder.length);
    const all = [...folders.map((one) => ({ ...one, prefix: `${one.folder}/` })), { ...settings, prefix: '' }];
    this.scopes = all.map((one) => ({ ...one, definitions: new Map(Object.entries(one.defines)) }));
    this.definesKey = JSON.stringify(
      this.scopes.map(({ prefix, defines }) => [prefix, Object.entries(defines).sort()]),
    );
  }

  isOff(rule: string): boolean {
    return this.scopes.every(({ levels }) => levels[rule] === 'off');
  }

  levelOf(rule: string, file: string): Level | undefined {
    return this.scopeOf(file)?.levels[rule];
  }

  definesOf(file: string): ReadonlyMap<string, string> {
    return this.scopeOf(file)?.definitions ?? new Map();
  }

  private scopeOf(file: string): Scope | undefined {
    return this.scopes.find(({ prefix }) => file.startsWith(prefix));
  }
}
