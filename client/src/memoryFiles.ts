// A folder of files that live in memory: read when first asked for, changed by edits, gone with the window.

import * as vscode from 'vscode';

interface MemoryFile {
  data: Uint8Array;
  changed: number;
}

export class MemoryFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private loading: Promise<Map<string, MemoryFile>> | undefined;

  constructor(
    private readonly scheme: string,
    private readonly load: () => Promise<Map<string, Uint8Array>>,
  ) {}

  /** All files, by their path. */
  async uris(): Promise<vscode.Uri[]> {
    return [...(await this.all()).keys()].map((path) => vscode.Uri.from({ scheme: this.scheme, path }));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const files = await this.all();
    const file = files.get(uri.path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.changed, size: file.data.length };
    if (![...files.keys()].some((path) => path.startsWith(folderOf(uri))))
      throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const folder = folderOf(uri);
    const below = [...(await this.all()).keys()].filter((path) => path.startsWith(folder));
    const names = new Map(
      below.map((path) => {
        const [name = '', ...rest] = path.slice(folder.length).split('/');
        return [name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File];
      }),
    );
    return [...names];
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const file = (await this.all()).get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.data;
  }

  async writeFile(uri: vscode.Uri, data: Uint8Array): Promise<void> {
    const file = (await this.all()).get(uri.path);
    if (!file) throw vscode.FileSystemError.NoPermissions(uri);
    file.data = data;
    file.changed += 1;
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  dispose(): void {
    this.changes.dispose();
  }

  private all(): Promise<Map<string, MemoryFile>> {
    this.loading ??= this.load().then(
      (files) => new Map([...files].map(([path, data]) => [path, { data, changed: 1 }])),
      (error: unknown) => {
        this.loading = undefined;
        throw error;
      },
    );
    return this.loading;
  }
}

function folderOf({ path }: vscode.Uri): string {
  return path.endsWith('/') ? path : `${path}/`;
}
