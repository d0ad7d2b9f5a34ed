/** What the server adds to code beside findings: lenses and refactorings, over stdio. */
import assert from 'node:assert/strict';
import type { CodeAction, CodeLens } from 'vscode-languageserver-protocol';
import { headers, oneEvent, positionOf, stopFunction, twoEvents } from './drivers';
import { Folder, LanguageServer, pulling } from './languageServer';

const callback = `static NTSTATUS WSKAPI OnDisconnect(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    return STATUS_SUCCESS;
}
`;
const table = 'const WSK_CLIENT_CONNECTION_DISPATCH Events = { NULL, OnDisconnect, NULL };\n';

describe('assistance over stdio', () => {
  let server: LanguageServer;
  let folder: Folder;
  let uri: string;

  async function start(initializationOptions: unknown, settings: unknown = {}): Promise<void> {
    folder = new Folder({ 'other.c': headers + stopFunction(oneEvent) });
    uri = folder.uri('a.c');
    server = await LanguageServer.start(pulling, { folders: [folder.path], settings, initializationOptions });
  }

  afterEach(() => {
    server.kill();
    folder.dispose();
  });

  describe('code lenses', () => {
    const lenses = (): Promise<CodeLens[]> =>
      server.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });

    it('lead to the places that they name, in files that are not open too', async () => {
      await start({ showsReferences: true });
      await server.open(uri, headers + callback + table);
      const found = await lenses();
      const [contract] = found;
      assert.match(contract?.command?.title ?? '', /^WskDisconnectEvent: IRQL ≤ DISPATCH_LEVEL/);
      assert.equal(contract?.command?.command, 'wsk.showReferences');
      assert.equal(contract.range.start.line, 3);
      const entry = { line: 9, character: 54 };
      const place = {
        uri,
        range: { start: entry, end: { ...entry, character: entry.character + 'OnDisconnect'.length } },
      };
      assert.deepEqual(contract.command.arguments, [uri, contract.range.start, [place]]);
    });

    it('are words alone for a client without the command', async () => {
      await start(undefined);
      await server.open(uri, headers + callback + table);
      const found = await lenses();
      assert.ok(found.length > 0);
      assert.ok(found.every(({ command }) => command?.command === '' && command.arguments === undefined));
    });

    it('can be switched off, each kind by its own setting', async () => {
      await start({}, { codeLens: { callbacks: false, tables: true, completionRoutines: false } });
      await server.open(uri, headers + callback + table);
      const titles = (await lenses()).map(({ command }) => command?.title ?? '');
      assert.ok(!titles.some((title) => title.includes('IRQL')));
      assert.ok(titles.length > 0, 'the table has its own');
    });
  });

  describe('refactorings', () => {
    async function offered(only?: readonly string[]): Promise<CodeAction[]> {
      const text = headers + stopFunction(twoEvents);
      await server.open(uri, text);
      const at = positionOf(text, 'WskControlSocket');
      return server.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: at, end: at },
        context: { diagnostics: [], only },
      });
    }

    it('are offered at a call, with their edits', async () => {
      await start({});
      const actions = await offered();
      const split = actions.find(({ kind }) => kind === 'refactor.rewrite.wsk');
      assert.match(split?.title ?? '', /^WSK: disable the 2 events/);
      assert.match(JSON.stringify(split?.edit), /WSK_EVENT_DISCONNECT \| WSK_EVENT_DISABLE/);
      assert.ok(actions.some(({ kind }) => kind === 'refactor.generate.wsk'));
    });

    it('are all that a client gets which asks for them', async () => {
      await start({});
      const kinds = new Set((await offered(['refactor.rewrite'])).map(({ kind }) => kind));
      assert.deepEqual([...kinds], ['refactor.rewrite.wsk']);
      assert.ok((await offered(['quickfix'])).every(({ kind }) => kind === 'quickfix'));
    });

    it('can be switched off', async () => {
      await start({}, { refactorings: { enable: false } });
      assert.ok((await offered()).every(({ kind }) => !kind?.startsWith('refactor')));
    });
  });
});
