import assert from 'node:assert/strict';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Hover,
  InlayHint,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { headers, positionOf, stopFunction, twoEvents, wrong } from './drivers';
import { codes, Folder, LanguageServer, publishing, pulling } from './languageServer';

function editsOf(edit: WorkspaceEdit | undefined, uri: string): TextEdit[] {
  return (edit?.documentChanges ?? []).flatMap((change) => {
    if (!('edits' in change) || change.textDocument.uri !== uri) return [];
    return change.edits.flatMap((each) => ('newText' in each ? [each] : []));
  });
}

function apply(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offsetAt = ({ line, character }: { line: number; character: number }): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offsetAt(b.range.start) - offsetAt(a.range.start))
    .reduce(
      (result, { range, newText }) =>
        result.slice(0, offsetAt(range.start)) + newText + result.slice(offsetAt(range.end)),
      text,
    );
}

describe('requests over stdio', () => {
  let server: LanguageServer;
  let folder: Folder;
  let uri: string;

  beforeEach(async () => {
    folder = new Folder({});
    uri = folder.uri('a.c');
    server = await LanguageServer.start(pulling, { folders: [folder.path] });
  });

  afterEach(() => {
    server.kill();
    folder.dispose();
  });

  function actions(text: string, word: string, only?: readonly string[]): Promise<CodeAction[]> {
    const position = positionOf(text, word);
    return server.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only },
    });
  }

  async function hover(text: string, word: string, ahead = 1): Promise<string> {
    const { line, character } = positionOf(text, word);
    const result = await server.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line, character: character + ahead },
    });
    const contents = result?.contents;
    return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '';
  }

  describe('code actions', () => {
    it('silence a finding with a comment that keeps the indentation', async () => {
      await server.open(uri, wrong);
      const offered = await actions(wrong, twoEvents, ['quickfix']);
      const line = offered.find(({ title }) => title === 'Suppress disable-one-event on this line');
      const file = offered.find(({ title }) => title === 'Suppress disable-one-event in this file');
      assert.ok(line && file);
      assert.equal(line.diagnostics?.[0]?.code, 'disable-one-event');
      const silenced = apply(wrong, editsOf(line.edit, uri));
      assert.match(silenced, /\n {4}\/\/ wsk-ignore disable-one-event: reason\n {4}EventControl\.EventMask/);
      await server.change(uri, 2, [{ text: silenced }]);
      assert.deepEqual(await server.pull(uri), []);
      await server.change(uri, 3, [{ text: apply(wrong, editsOf(file.edit, uri)) }]);
      assert.deepEqual(await server.pull(uri), []);
    });

    it('fix everything that is safe', async () => {
      const unused = '// wsk-ignore npi-id: nothing wrong here\n';
      const text = `${headers}${unused}int a;\n${unused}int b;\n`;
      await server.open(uri, text);
      assert.equal(codes(await server.pull(uri)), 'unused-suppression unused-suppression');
      for (const kind of ['source.fixAll.wsk', 'source.fixAll', 'source']) {
        const offered = await actions(text, '#include', [kind]);
        assert.deepEqual(
          offered.map((action) => action.kind),
          ['source.fixAll.wsk'],
        );
        assert.ok(!apply(text, editsOf(offered[0]?.edit, uri)).includes('wsk-ignore'));
      }
      assert.deepEqual(await actions(text, '#include', ['refactor']), []);
    });

    it('offer the fix of a finding, tied to it', async () => {
      const text = `${headers}// wsk-ignore npi-id: nothing wrong here\nint a;\n`;
      await server.open(uri, text);
      const [fix] = await actions(text, 'npi-id', ['quickfix']);
      assert.equal(fix?.kind, 'quickfix');
      assert.equal(fix.isPreferred, true);
      assert.equal(fix.diagnostics?.[0]?.code, 'unused-suppression');
    });

    it('are none in documents that nobody knows', async () => {
      assert.deepEqual(await actions('x', 'x'), []);
    });
  });

  describe('hovers', () => {
    it('tell of functions, options, flags, structures, fields and callbacks', async () => {
      const table = `static const WSK_CLIENT_CONNECTION_DISPATCH Events = { .WskReceiveEvent = OnReceive };\n`;
      const text = wrong + table;
      await server.open(uri, text);
      assert.match(await hover(text, 'WskControlSocket'), /\*\*WskControlSocket\*\*.*\n[\s\S]*IRQL: ≤ DISPATCH_LEVEL/);
      assert.match(await hover(text, 'SO_WSK_EVENT_CALLBACK'), /WSK_EVENT_CALLBACK_CONTROL/);
      assert.match(await hover(text, 'WSK_EVENT_DISCONNECT'), /WskDisconnectEvent/);
      assert.match(await hover(text, 'WSK_EVENT_CALLBACK_CONTROL'), /NpiId/);
      assert.match(await hover(text, 'EventMask'), /WSK_EVENT_CALLBACK_CONTROL\.EventMask/);
      assert.match(await hover(text, 'WskReceiveEvent'), /STATUS_DATA_NOT_ACCEPTED/);
      assert.match(await hover(text, 'WSK_CLIENT_CONNECTION_DISPATCH'), /WskSendBacklogEvent/);
      assert.match(await hover(text, 'WskSetOption'), /WSK_CONTROL_SOCKET_TYPE/);
      assert.match(await hover(text, 'WskControlSocket'), /\[Documentation\]\(https:\/\/learn\.microsoft\.com\//);
    });

    it('say what holds here', async () => {
      await server.open(uri, wrong);
      const text = await hover(wrong, 'SO_WSK_EVENT_CALLBACK');
      assert.match(text, /\*\*Here\*\*/);
      assert.match(text, /Disables `WskReceiveEvent`, `WskDisconnectEvent`/);
      assert.match(text, /STATUS_EVENT_PENDING/);
      assert.match(await hover(wrong, 'WSK_EVENT_DISCONNECT'), /Disables `WskReceiveEvent`/);
    });

    it('are silent in comments, in strings, on other names and outside of WSK code', async () => {
      const text = `${wrong}// WskAccept in a comment\nconst char *Name = "WskBind";\nint Plain;\n`;
      await server.open(uri, text);
      assert.equal(await hover(text, 'WskAccept'), '');
      assert.equal(await hover(text, 'WskBind'), '');
      assert.equal(await hover(text, 'Plain'), '');
      const other = 'int Read(void) { return STATUS_SUCCESS; }\n';
      await server.change(uri, 2, [{ text: other }]);
      assert.equal(await hover(other, 'STATUS_SUCCESS'), '');
      const wsk = `${headers}NTSTATUS Read(void) { return STATUS_SUCCESS; }\nNTSTATUS Close(PWSK_SOCKET s, PIRP i) { D->WskCloseSocket(s, i); return STATUS_PENDING; }\n`;
      await server.change(uri, 3, [{ text: wsk }]);
      assert.equal(await hover(wsk, 'STATUS_SUCCESS'), '');
      assert.match(await hover(wsk, 'STATUS_PENDING'), /From `WskCloseSocket`/);
    });

    it('know names in macros, and tell variables from functions', async () => {
      const text = `${headers}#define STOP (${twoEvents})\nvoid F(PWSK_SOCKET WskSocket);\n${stopFunction('STOP')}`;
      await server.open(uri, text);
      assert.match(await hover(text, 'WSK_EVENT_DISCONNECT'), /WskDisconnectEvent/);
      assert.equal(await hover(text, 'WskSocket);'), '');
    });

    it('can be switched off', async () => {
      await server.open(uri, wrong);
      assert.notEqual(await hover(wrong, 'WskControlSocket'), '');
      server.settings = { enable: true, rules: { 'disable-one-event': 'off' }, hover: { enable: false } };
      await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await server.pullUntil(uri, '');
      assert.equal(await hover(wrong, 'WskControlSocket'), '');
    });

    it('are plain text for a client that reads no Markdown', async () => {
      server.kill();
      server = await LanguageServer.start(publishing, { folders: [folder.path] });
      await server.open(uri, wrong);
      const text = await hover(wrong, 'WskControlSocket');
      assert.match(text, /^Here|^WskControlSocket/);
      assert.doesNotMatch(text, /\*\*|\]\(/);
    });
  });

  describe('completion, signature help and inlay hints', () => {
    const driver = `${headers}NTSTATUS WSKAPI OnReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                           SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    if (DataIndication == NULL) {
        return STATUS_SUCCESS;
    }
    return STATUS_DATA_NOT_ACCEPTED;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Events = { .WskReceiveEvent = OnReceive };
static const WSK_CLIENT_CONNECTION_DISPATCH More = { .WskDisconnectEvent = NULL };

${stopFunction('0x80000040')}`;

    async function complete(text: string, word: string, behind: number): Promise<CompletionItem[]> {
      const { line, character } = positionOf(text, word);
      const list = await server.connection.sendRequest<CompletionList | null>('textDocument/completion', {
        textDocument: { uri },
        position: { line, character: character + behind },
      });
      return list?.items ?? [];
    }

    it('offer the statuses of the callback that is being written, documented on demand', async () => {
      await server.open(uri, driver);
      const items = await complete(driver, 'return STATUS_SUCCESS', 'return '.length);
      assert.deepEqual(
        items.map(({ label }) => label),
        ['STATUS_SUCCESS', 'STATUS_PENDING', 'STATUS_DATA_NOT_ACCEPTED'],
      );
      const resolved = await server.connection.sendRequest<CompletionItem>('completionItem/resolve', items[1]);
      assert.match(JSON.stringify(resolved.documentation), /STATUS_PENDING/);
      assert.deepEqual(await complete(driver, 'return Dispatch', 'return '.length), []);
    });

    it('offer functions that fit a member of a dispatch table', async () => {
      await server.open(uri, driver);
      const items = await complete(driver, '{ .WskDisconnectEvent = NULL }', 2);
      assert.deepEqual(
        items.map(({ label }) => label),
        [
          '.WskReceiveEvent = OnReceive',
          '.WskReceiveEvent = OnReceive2',
          '.WskReceiveEvent',
          '.WskSendBacklogEvent = OnSendBacklog',
          '.WskSendBacklogEvent',
        ],
      );
      const written = items.find(({ label }) => label.endsWith('= OnSendBacklog'))?.additionalTextEdits;
      assert.match(written?.[0]?.newText ?? '', /static NTSTATUS WSKAPI OnSendBacklog/);
      assert.deepEqual(
        written?.[0]?.range.start,
        positionOf(driver, 'static const WSK_CLIENT_CONNECTION_DISPATCH More'),
      );
    });

    it('answer in code that is being typed, from what was known before', async () => {
      await server.open(uri, driver);
      await server.pull(uri);
      const typed = driver.replace('return STATUS_DATA_NOT_ACCEPTED;', 'if (Flags == 0) {\n return (');
      await server.change(uri, 2, [{ text: typed }]);
      const items = await complete(typed, 'return (', 'return ('.length);
      assert.deepEqual(
        items.map(({ label }) => label),
        ['STATUS_SUCCESS', 'STATUS_PENDING', 'STATUS_DATA_NOT_ACCEPTED'],
      );
    });

    it('help with the arguments of a call', async () => {
      await server.open(uri, driver);
      const { line, character } = positionOf(driver, 'SOL_SOCKET, sizeof');
      const help = await server.connection.sendRequest<SignatureHelp | null>('textDocument/signatureHelp', {
        textDocument: { uri },
        position: { line, character },
      });
      assert.equal(help?.activeParameter, 3);
      assert.match(help.signatures[0]?.label ?? '', /^NTSTATUS WskControlSocket\(/);
    });

    it('show what literals stand for', async () => {
      server.settings = { inlayHints: { parameterNames: 'literals', masks: true, results: true } };
      await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await server.open(uri, driver);
      const lines = driver.split('\n');
      const hints = await server.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } },
      });
      const labels = hints.map(({ label, position }) => [
        typeof label === 'string' ? label : '',
        lines[position.line]?.slice(0, position.character).split(' ').at(-1),
      ]);
      assert.deepEqual(labels, [
        [' = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE', '0x80000040'],
        ['OutputSize:', ''],
        ['OutputBuffer:', ''],
        ['OutputSizeReturned:', ''],
        ['Irp:', ''],
        [' → STATUS_EVENT_PENDING', 'NULL)'],
      ]);
    });

    it('can be switched off, each by its own setting', async () => {
      server.settings = {
        completion: { enable: false },
        signatureHelp: { enable: false },
        inlayHints: { parameterNames: 'off', masks: false, results: false },
        rules: { 'disable-one-event': 'off' },
      };
      await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await server.open(uri, wrong);
      await server.pullUntil(uri, '');
      const { line, character } = positionOf(wrong, 'SOL_SOCKET, sizeof');
      const at = { textDocument: { uri }, position: { line, character } };
      assert.equal(await server.connection.sendRequest('textDocument/completion', at), null);
      assert.equal(await server.connection.sendRequest('textDocument/signatureHelp', at), null);
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      assert.deepEqual(
        await server.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range }),
        [],
      );
    });
  });
});
