/** The language server in a web worker. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { Server, type Host } from './server';

async function fetchBytes(uri: string): Promise<Uint8Array> {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`${uri}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

const host: Host = {
  grammars: async ({ wasmBaseUri }) => {
    if (wasmBaseUri === undefined) throw new Error('initializationOptions.wasmBaseUri is missing');
    const base = wasmBaseUri.replace(/\/$/, '');
    const read = (name: string): Promise<Uint8Array> => fetchBytes(`${base}/${name}`);
    const [runtime, c] = await Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-c.wasm')]);
    return { runtime, c, cpp: () => read('tree-sitter-cpp.wasm') };
  },
  disk: undefined,
  clock: () => performance.now(),
};

declare const self: DedicatedWorkerGlobalScope;

new Server(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), host).listen();
