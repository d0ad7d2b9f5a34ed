// The extension in desktop and remote VS Code: the server is a Node process, spoken to over IPC.

import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { WskClient } from './client';

let wsk: WskClient | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  wsk = new WskClient((options) => new LanguageClient('wsk', 'WSK', server, options), {}, context);
  // Starting takes its time and holds nobody up.
  void wsk.start();
}

export async function deactivate(): Promise<void> {
  await wsk?.stop();
}
