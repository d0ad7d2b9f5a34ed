import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { CancellationTokenSource, ResponseError } from 'vscode-jsonrpc/node';
import { headers, right, stopFunction, twoEvents, wrong } from './drivers';
import { codes, Folder, LanguageServer, publishing, pulling } from './languageServer';

async function codeOf(request: Promise<unknown>): Promise<number | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    return error instanceof ResponseError ? error.code : undefined;
  }
}

describe('the life of the server', () => {
  let server: LanguageServer;
  let folder: Folder;

  beforeEach(() => {
    folder = new Folder({});
  });

  afterEach(() => {
    server.kill();
    folder.dispose();
  });

  it('offers what the client can use, and nothing else', async () => {
    server = LanguageServer.spawn();
    const { capabilities, serverInfo } = await server.initialize(pulling);
    assert.equal(serverInfo?.name, 'wsk-language-tools');
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.ok(capabilities.diagnosticProvider && capabilities.codeActionProvider && capabilities.hoverProvider);
    server.kill();
    server = LanguageServer.spawn();
    const old = await server.initialize(publishing);
    assert.equal(old.capabilities.diagnosticProvider, undefined);
    assert.equal(old.capabilities.codeActionProvider, undefined);
  });

  it('ends with 0 after shutdown, with 1 without', async () => {
    server = await LanguageServer.start(pulling);
    assert.equal(await server.shutdown(), 0);
    server = await LanguageServer.start(pulling);
    await server.connection.sendNotification('exit');
    assert.equal(await server.exit, 1);
  });

  it('shuts down in the middle of work', async () => {
    for (let index = 0; index < 60; index++) {
      folder.write(`file${index}.c`, headers + stopFunction(twoEvents, `Stop${index}`).repeat(10));
    }
    server = await LanguageServer.start(pulling, { folders: [folder.path] });
    const pull = codeOf(server.pullWorkspace());
    assert.equal(await server.shutdown(), 0);
    // The answer may have come before, an error, or never: the server is gone in any case.
    await Promise.race([pull, server.exit]);
  });

  it('refuses requests before initialize and after shutdown', async () => {
    server = LanguageServer.spawn();
    const early = server.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: 'file:///a.c' },
      position: { line: 0, character: 0 },
    });
    assert.equal(await codeOf(early), -32002);
    await server.initialize(pulling);
    await server.connection.sendRequest('shutdown');
    assert.equal(await codeOf(server.report('file:///a.c')), -32600);
  });

  it('honours cancellation', async () => {
    server = await LanguageServer.start(pulling, { folders: [folder.path] });
    const uri = folder.uri('a.c');
    await server.open(uri, wrong);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => {
        const source = new CancellationTokenSource();
        const request = server.connection.sendRequest(
          'textDocument/diagnostic',
          { textDocument: { uri } },
          source.token,
        );
        source.cancel();
        return codeOf(request);
      }),
    );
    assert.deepEqual([...new Set(results)], [-32800]);
    assert.equal(codes(await server.pull(uri)), 'disable-one-event');
  });

  it('outlives messages that make no sense', async () => {
    server = await LanguageServer.start(pulling, { folders: [folder.path] });
    const uri = folder.uri('a.c');
    assert.equal(await codeOf(server.connection.sendRequest('textDocument/nonsense', {})), -32601);
    await server.connection.sendNotification('workspace/nonsense', { x: 1 });
    await server.change('file:///never/opened.c', 7, [{ text: 'x' }]);
    await server.close('file:///never/opened.c');
    await server.open(uri, wrong);
    const far = { line: 99_999, character: 99_999 };
    await server.change(uri, 2, [{ range: { start: far, end: far }, text: '\n' }]);
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: 'http://example.invalid/x.c', type: 1 },
        { uri: '::', type: 3 },
      ],
    });
    assert.equal(codes(await server.pull(uri)), 'disable-one-event');
    assert.equal(
      await server.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: far }),
      null,
    );
  });

  it('tells how it fares', async () => {
    folder.write('a.c', right);
    server = await LanguageServer.start(pulling, { folders: [folder.path] });
    await server.pull(folder.uri('a.c'));
    await server.until('the end of the reading', () => server.statuses.at(-1)?.state === 'ok');
    assert.deepEqual([...new Set(server.statuses.map(({ state }) => state))], ['busy', 'ok']);
  });

  it('says so when the client cannot read the workspace, and still checks what is open', async () => {
    server = await LanguageServer.start(pulling, {
      folders: [folder.path],
      initializationOptions: { fileAccess: 'client' },
      prepare: (connection) => {
        connection.onRequest('wsk/findFiles', () => {
          throw new Error('no file system');
        });
      },
    });
    await server.open(folder.uri('a.c'), wrong);
    assert.equal(codes(await server.pull(folder.uri('a.c'))), 'disable-one-event');
    await server.until('the trouble', () => server.statuses.at(-1)?.state === 'error');
    assert.match(server.statuses.at(-1)?.message ?? '', /no file system/);
  });

  it('says how it wants to be called', () => {
    server = LanguageServer.spawn();
    const { status, stderr } = spawnSync(process.execPath, ['dist/server.js'], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /--stdio/);
  });
});
