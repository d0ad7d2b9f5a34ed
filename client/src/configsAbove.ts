// Settings above a workspace folder hold in it, but the watchers of a workspace look below its folders only.

import * as vscode from 'vscode';
import type { BaseLanguageClient, DidChangeWatchedFilesParams, FileChangeType } from 'vscode-languageclient';
import type { ClientFeature } from './client';
import { CONFIG_NAMES } from './files';

/** Where the folders above are somebody's file system too; the server climbs there as well. */
const SCHEMES = ['file', 'vscode-remote'];

const CREATED = 1 satisfies typeof FileChangeType.Created;
const CHANGED = 2 satisfies typeof FileChangeType.Changed;
const DELETED = 3 satisfies typeof FileChangeType.Deleted;

export class ConfigsAbove implements ClientFeature, vscode.Disposable {
  private client: BaseLanguageClient | undefined;
  private watchers: vscode.Disposable | undefined;
  private readonly folderChange = vscode.workspace.onDidChangeWorkspaceFolders(() => {
    if (this.client) this.attach(this.client);
  });

  attach(client: BaseLanguageClient): void {
    this.detach();
    this.client = client;
    const above = new Map(
      (vscode.workspace.workspaceFolders ?? [])
        .flatMap(({ uri }) => foldersAbove(uri))
        .filter((folder) => vscode.workspace.getWorkspaceFolder(folder) === undefined)
        .map((folder) => [folder.toString(), folder]),
    );
    this.watchers = vscode.Disposable.from(...[...above.values()].flatMap((folder) => this.watch(folder)));
  }

  detach(): void {
    this.client = undefined;
    this.watchers?.dispose();
  }

  dispose(): void {
    this.detach();
    this.folderChange.dispose();
  }

  private watch(folder: vscode.Uri): vscode.Disposable[] {
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, `{${CONFIG_NAMES.join(',')}}`),
    );
    return [
      watcher,
      watcher.onDidCreate((uri) => this.tell(uri, CREATED)),
      watcher.onDidChange((uri) => this.tell(uri, CHANGED)),
      watcher.onDidDelete((uri) => this.tell(uri, DELETED)),
    ];
  }

  private tell(uri: vscode.Uri, type: FileChangeType): void {
    const { client } = this;
    if (!client) return;
    const params: DidChangeWatchedFilesParams = { changes: [{ uri: client.code2ProtocolConverter.asUri(uri), type }] };
    void client.sendNotification('workspace/didChangeWatchedFiles', params);
  }
}

function foldersAbove(uri: vscode.Uri): vscode.Uri[] {
  if (!SCHEMES.includes(uri.scheme)) return [];
  const folders: vscode.Uri[] = [];
  let folder = vscode.Uri.joinPath(uri, '..');
  for (; folder.path !== '/' && folder.path !== uri.path; folder = vscode.Uri.joinPath(folder, '..'))
    folders.push(folder);
  return folders;
}
