// "WSK: Open Example Driver": the bundled driver in memory, to read, change and mend. Nothing is written to a disk, so it
// works in every window: without a folder, in a virtual workspace, in the browser.

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientFeature } from './client';
import type { ExtraFiles } from './files';
import { MemoryFiles } from './memoryFiles';

export const EXAMPLE_SCHEME = 'wsk-example';
const ROOT = vscode.Uri.from({ scheme: EXAMPLE_SCHEME, path: '/echo-driver' });
const FILES = ['connection.c', 'datagram.c', 'driver.c', 'echo.h', 'endpoint.c', 'listener.c', 'request.c', 'send.c'];
const FIRST = 'connection.c';
/** Marks the first mistake of the example. */
const MARK = 'MISTAKE:';

export class ExampleDriver implements ClientFeature, ExtraFiles {
  private readonly files = new MemoryFiles(EXAMPLE_SCHEME, () => this.load());
  private readonly source: vscode.Uri;
  private client: BaseLanguageClient | undefined;
  private opened = false;

  constructor({ subscriptions, extensionUri }: vscode.ExtensionContext) {
    this.source = vscode.Uri.joinPath(extensionUri, 'examples', 'echo-driver');
    subscriptions.push(
      this.files,
      vscode.workspace.registerFileSystemProvider(EXAMPLE_SCHEME, this.files, { isCaseSensitive: true }),
      vscode.commands.registerCommand('wsk.openExample', () => this.open()),
    );
  }

  attach(client: BaseLanguageClient): void {
    this.client = client;
    // A server that was restarted knows nothing of it; an editor of it may have been open when the window was closed.
    if (this.opened || vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === EXAMPLE_SCHEME)) {
      void this.announce();
    }
  }

  detach(): void {
    this.client = undefined;
  }

  /** Nothing before the example was asked for. */
  uris(): Promise<vscode.Uri[]> {
    return this.opened ? this.files.uris() : Promise.resolve([]);
  }

  private async open(): Promise<void> {
    await this.announce();
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(ROOT, FIRST));
    const at = document.positionAt(Math.max(0, document.getText().indexOf(MARK)));
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
  }

  /** To the server the example is one more folder, so that its rules see all of its files. */
  private async announce(): Promise<void> {
    this.opened = true;
    const event = {
      added: [{ uri: this.client?.code2ProtocolConverter.asUri(ROOT) ?? ROOT.toString(), name: 'echo-driver' }],
      removed: [],
    };
    await this.client?.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  }

  private async load(): Promise<Map<string, Uint8Array>> {
    const read = async (name: string): Promise<[string, Uint8Array]> => [
      `${ROOT.path}/${name}`,
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.source, name)),
    ];
    return new Map(await Promise.all(FILES.map(read)));
  }
}
