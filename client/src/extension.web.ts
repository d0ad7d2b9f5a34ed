// The extension in VS Code for the browser: the server is a web worker.

import * as vscode from 'vscode';
import { type ClientFactory, WskClient } from './client';

let wsk: WskClient | undefined;
let worker: Worker | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const create: ClientFactory = async (options) => {
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } =
      await import('vscode-languageclient/browser');
    // The client would take a worker as well, but asks `instanceof Worker`, and the web extension host has put a class
    // of its own there.
    const connect = () => {
      worker?.terminate();
      worker = new Worker(vscode.Uri.joinPath(dist, 'server.web.js').toString(true));
      worker.addEventListener('error', (event) => wsk?.fail(event.message));
      return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
    };
    return new LanguageClient('wsk', 'WSK', connect, options);
  };
  wsk = new WskClient(
    create,
    // The worker cannot know where the extension lies; the grammars are beside it.
    { wasmBaseUri: dist.toString(true) },
    context,
  );
  // Starting takes its time and holds nobody up.
  void wsk.start();
}

export async function deactivate(): Promise<void> {
  await wsk?.stop();
  worker?.terminate();
}
