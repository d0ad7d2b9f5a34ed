/** A crash of the analysis on one file, seen from the editor: its diagnostics go, the others stay, the status says so. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import { Interpreter } from '../../../server/src/flow/interpreter';
import { Server } from '../../../server/src/lsp/server';
import { wrong } from '../../protocol/drivers';
import { codes, pulling, type Status } from '../../protocol/languageServer';

const locate = createRequire(__filename);
const good = 'file:///driver/good.c';
const bad = 'file:///driver/bad.c';

/** The server in this process, where a test can make the analysis fail. */
function connect() {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const read = (module: string): Uint8Array => readFileSync(locate.resolve(module));
  const grammars = {
    runtime: read('web-tree-sitter/web-tree-sitter.wasm'),
    c: read('tree-sitter-c/tree-sitter-c.wasm'),
    cpp: () => Promise.resolve(read('tree-sitter-cpp/tree-sitter-cpp.wasm')),
  };
  const host = { grammars: () => Promise.resolve(grammars), disk: undefined, clock: () => performance.now() };
  new Server(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), host).listen();
  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const statuses: Status[] = [];
  client.onNotification('wsk/status', (status: Status) => void statuses.push(status));
  client.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('workspace/diagnostic/refresh', () => null);
  client.listen();
  return { client, statuses };
}

describe('a crash of the analysis on one file', () => {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below
  const original = Interpreter.prototype.runRoot;
  afterEach(() => {
    Interpreter.prototype.runRoot = original;
  });

  it('clears its diagnostics, keeps those of the others, shows in the status, and is over when the text is another', async () => {
    const { client, statuses } = connect();
    await client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: pulling,
      workspaceFolders: [{ uri: 'file:///driver', name: 'driver' }],
    });
    await client.sendNotification('initialized', {});
    const open = (uri: string, text: string): Promise<void> =>
      client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'c', version: 1, text } });
    const change = (version: number, text: string): Promise<void> =>
      client.sendNotification('textDocument/didChange', {
        textDocument: { uri: bad, version },
        contentChanges: [{ text }],
      });
    const rules = async (uri: string): Promise<string> => {
      const report = await client.sendRequest<{ items: [] }>('textDocument/diagnostic', { textDocument: { uri } });
      return codes(report.items);
    };
    await open(good, wrong);
    await open(bad, wrong.replace('StopEvents', 'Fine'));
    assert.deepEqual([await rules(good), await rules(bad)], ['disable-one-event', 'disable-one-event']);

    Interpreter.prototype.runRoot = function (...parameters) {
      if (parameters[0].name === 'Crashing') throw new RangeError('Maximum call stack size exceeded');
      return original.apply(this, parameters);
    };
    await change(2, wrong.replace('StopEvents', 'Crashing'));
    assert.deepEqual([await rules(good), await rules(bad)], ['disable-one-event', '']);
    assert.equal(statuses.at(-1)?.state, 'error');
    assert.match(statuses.at(-1)?.message ?? '', /bad\.c: internal failure: Maximum call stack/);

    await change(3, wrong.replace('StopEvents', 'Fine'));
    assert.deepEqual([await rules(good), await rules(bad)], ['disable-one-event', 'disable-one-event']);
    assert.equal(statuses.at(-1)?.state, 'ok');
    client.dispose();
  });
});
