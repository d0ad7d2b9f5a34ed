// The extension in desktop and remote VS Code: the server is a Node process, spoken to over IPC.

import type * as vscode from 'vscode';
import { type ClientFactory, WskClient } from './client';

let wsk: WskClient | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const create: ClientFactory = async (options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
    return new LanguageClient('wsk', 'WSK', server, options);
  };
  wsk = new WskClient(create, {}, context);
  // Starting takes its time and holds nobody up.
  void wsk.start();
}

export async function deactivate(): Promise<void> {
  await wsk?.stop();
}
