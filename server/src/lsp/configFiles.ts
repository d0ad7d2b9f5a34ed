/** The wsk-lint.json and .wsk-lintignore files of the workspace folders: which there are, and what they say. */
import { say, type Translate } from '../features/messages';
import { ruleIds } from '../features/ruleCatalog';
import { decodeSource } from '../text/decode';
import { configName, parseConfigFile, type ConfigFile } from '../workspace/configFile';
import type { FolderConfig } from '../workspace/folderConfigs';
import { ignoreName, parseIgnoreFile } from '../workspace/ignoreFile';
import type { FileAccess } from './fileAccess';
import { identityOf, isInside, parentOf, within } from './fileIdentity';
import type { Status } from './status';

const names = [configName, ignoreName];

export function isConfigUri(uri: string): boolean {
  return names.includes(uri.slice(uri.lastIndexOf('/') + 1));
}

/** Where the folders above a workspace folder are somebody's file system too. */
const climbable = /^(?:file|vscode-remote):/;

/** From the folder itself outwards, as far as its settings may come from. */
export function outwards(root: string): string[] {
  const folders = [root];
  if (!climbable.test(root)) return folders;
  for (let folder = parentOf(root); /\/\/[^/]*\/./.test(folder); folder = parentOf(folder)) folders.push(folder);
  return folders;
}

export class ConfigFiles {
  /** Folders below the workspace folders that have such a file. */
  private known: readonly string[] = [];

  constructor(
    private readonly access: FileAccess,
    private readonly uriOf: (identity: string) => string,
    private readonly status: Status,
    private readonly translate: Translate,
  ) {}

  /** What a search of these folders found; answers whether that is news. */
  found(searched: readonly string[], uris: readonly string[]): boolean {
    const others = this.known.filter((folder) => !searched.some((root) => isInside(folder, root)));
    return this.know([...others, ...uris.map((uri) => parentOf(identityOf(uri)))]);
  }

  /** Somebody wrote or deleted one. */
  touched(uri: string): void {
    this.know([...this.known, parentOf(identityOf(uri))]);
  }

  /** Whether one of them is in these folders. */
  isIn(folders: readonly string[]): boolean {
    return this.known.some((known) => folders.some((folder) => known === folder || isInside(known, folder)));
  }

  private know(folders: readonly string[]): boolean {
    const before = this.known.join('\n');
    this.known = [...new Set(folders)].sort();
    return this.known.join('\n') !== before;
  }

  /** From the outside in: the nearest ones from the workspace folder upwards, then those below it. */
  async of(root: string): Promise<readonly FolderConfig[]> {
    const below = this.known.filter((folder) => isInside(folder, root));
    const [upwards, ...nested] = await Promise.all([this.upwards(root), ...below.map((folder) => this.read(folder))]);
    return [...upwards, ...nested].filter(({ config, ignored }) => config !== undefined || ignored.length > 0);
  }

  /** The nearest of each of the two. */
  private async upwards(root: string): Promise<FolderConfig[]> {
    let config: FolderConfig | undefined;
    let ignored: FolderConfig | undefined;
    for (const folder of outwards(root)) {
      const here = await this.read(folder);
      if (here.config) config ??= { ...here, ignored: [] };
      if (here.ignored.length > 0) ignored ??= { ...here, config: undefined };
      if (config && ignored) break;
    }
    return [config, ignored].flatMap((one) => one ?? []);
  }

  private async read(folder: string): Promise<FolderConfig> {
    const [config, ignored] = await Promise.all(names.map((name) => this.textOf(within(folder, name))));
    return {
      folder,
      config: this.parse(within(folder, configName), config),
      ignored: ignored === undefined ? [] : parseIgnoreFile(ignored),
    };
  }

  /** One with mistakes counts for nothing, and the status says why. */
  private parse(path: string, text: string | undefined): ConfigFile | undefined {
    const config = text === undefined ? undefined : parseConfigFile(text, ruleIds);
    const errors = config && 'errors' in config ? config.errors : [];
    const said = errors.map((error) => say(this.translate, error));
    this.status.trouble(path, said.length > 0 ? `${configName}: ${said.join('; ')}` : undefined);
    return config && 'errors' in config ? undefined : config;
  }

  private async textOf(path: string): Promise<string | undefined> {
    try {
      return decodeSource(await this.access.read(this.uriOf(path))).text;
    } catch {
      return undefined;
    }
  }
}
