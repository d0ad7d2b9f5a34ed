// The extension in VS Code for the browser: the server is a web worker.

import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { WskClient } from './client';

let wsk: WskClient | undefined;
let worker: Worker | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const createWorker = (): Worker => {
    worker?.terminate();
    worker = new Worker(vscode.Uri.joinPath(dist, 'server.web.js').toString(true));
    worker.addEventListener('error', (event) => wsk?.fail(event.message));
    return worker;
  };
  wsk = new WskClient(
    (options) => new LanguageClient('wsk', 'WSK', () => Promise.resolve(createWorker()), options),
    // The worker cannot know where the extension lies; the grammars are beside it.
    { wasmBaseUri: dist.toString(true) },
    context.subscriptions,
  );
  await wsk.start();
}

export async function deactivate(): Promise<void> {
  await wsk?.stop();
  worker?.terminate();
}
