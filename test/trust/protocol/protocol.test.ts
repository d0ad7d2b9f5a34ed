/** Whatever a client sends: the server answers by the specification, and lives. */
import assert from 'node:assert/strict';
import { Random } from '../../drivers/random';
import { wrong } from '../../protocol/drivers';
import { seed, size } from '../size';
import { RawServer } from './rawServer';

const known = 'file:///driver/a.c';

/** Every request that the server answers. */
const requests = [
  'textDocument/hover',
  'textDocument/completion',
  'completionItem/resolve',
  'textDocument/signatureHelp',
  'textDocument/inlayHint',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/documentLink',
  'textDocument/prepareCallHierarchy',
  'callHierarchy/incomingCalls',
  'callHierarchy/outgoingCalls',
  'textDocument/codeAction',
  'textDocument/codeLens',
  'textDocument/diagnostic',
  'workspace/diagnostic',
  'wsk/callbackMap',
  'workspace/executeCommand',
] as const;

const notifications = [
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/didClose',
  'textDocument/didSave',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWatchedFiles',
  'workspace/didChangeWorkspaceFolders',
  '$/cancelRequest',
  '$/setTrace',
  '$/progress',
  'initialized',
] as const;

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  'x',
  '',
  [],
  [null],
  {},
  { uri: 7 },
  { line: -1, character: 1.5 },
  { line: 1e9, character: 1e9 },
  'file:///%zz',
  'http://example.invalid/x.c',
  '\ud800',
];

/** Parameters of about the right form, with odd values in it. */
function oddParameters(random: Random): unknown {
  if (random.chance(0.2)) return random.pick(oddValues);
  const odd = (right: unknown): unknown => (random.chance(0.35) ? random.pick(oddValues) : right);
  const position = odd({ line: odd(random.below(20)), character: odd(random.below(60)) });
  const uri = odd(random.pick([known, 'file:///driver/closed.c', 'untitled:Untitled-1']));
  return {
    textDocument: odd({ uri, version: odd(random.below(9)), languageId: odd('c'), text: odd(wrong) }),
    position,
    range: odd({ start: position, end: odd({ line: 30, character: 0 }) }),
    context: odd({ diagnostics: odd([]), includeDeclaration: odd(true), triggerKind: odd(1) }),
    contentChanges: odd([
      odd({ range: odd({ start: position, end: position }), text: odd('x') }),
      odd({ text: odd(wrong) }),
    ]),
    previousResultIds: odd([odd({ uri, value: odd('1') })]),
    item: odd({ name: odd('f'), uri, range: odd({ start: position, end: position }), data: odd({}) }),
    changes: odd([odd({ uri, type: odd(1) })]),
    event: odd({ added: odd([odd({ uri, name: odd('x') })]), removed: odd([]) }),
    settings: odd({ wsk: odd({ rules: odd({ 'irp-leak': odd('off') }), exclude: odd(['x']), maxFileSize: odd(1) }) }),
    label: odd('WskSend'),
    command: odd('wsk.none'),
    id: odd(random.below(50)),
    value: odd('off'),
    token: odd(1),
  };
}

function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe('protocol', function () {
  this.timeout(0);
  let server: RawServer;

  beforeEach(() => {
    server = new RawServer();
  });

  afterEach(() => server.kill());

  /** It lives, and still does its work. */
  async function lives(): Promise<void> {
    server.notify('textDocument/didClose', { textDocument: { uri: known } });
    server.notify('workspace/didChangeConfiguration', { settings: {} });
    server.open(known, wrong);
    assert.equal(await server.rules(known), 'disable-one-event');
  }

  const frames: readonly (readonly [string, string | Uint8Array])[] = [
    ['a body that is no JSON', 'Content-Length: 5\r\n\r\n{oops'],
    ['an empty body', 'Content-Length: 0\r\n\r\n'],
    ['a body that is a number', 'Content-Length: 2\r\n\r\n42'],
    ['a body that is null', 'Content-Length: 4\r\n\r\nnull'],
    ['a batch', 'Content-Length: 2\r\n\r\n[]'],
    ['a message without a method', framed('{"jsonrpc":"2.0","x":1}')],
    ['a wrong version of JSON-RPC', framed('{"jsonrpc":"1.0","method":"textDocument/didSave","params":1}')],
    ['an answer that nobody waits for', framed('{"jsonrpc":"2.0","id":99,"result":{}}')],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('Content-Length: 4\r\n\r\n'), Buffer.from([0xff, 0xfe, 0xc0, 0x80])]),
    ],
    ['another header', 'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}'],
  ];
  for (const [name, bytes] of frames) {
    it(`outlives ${name}`, async () => {
      await server.initialize();
      server.bytes(bytes);
      await lives();
    });
  }

  for (const [name, bytes] of [
    ['no length', 'Content-Type: x\r\n\r\n{}'],
    ['a length that is no number', 'Content-Length: many\r\n\r\n{}'],
    ['no header at all', '{"jsonrpc":"2.0"}\r\n\r\n'],
  ] as const) {
    it(`after a header with ${name}, where no message can be found any more, ends with its input`, async () => {
      await server.initialize();
      server.bytes(bytes);
      server.open(known, wrong);
      server.end();
      assert.equal(typeof (await server.exit), 'number');
    });
  }

  it('ends when the client goes away in the middle of work', async () => {
    await server.initialize();
    for (let i = 0; i < 50; i++) server.open(`file:///many/d${i}.c`, wrong.replace('SwitchEvents', `Switch${i}`));
    server.request('workspace/diagnostic', { previousResultIds: [] });
    server.end();
    assert.equal(typeof (await server.exit), 'number');
  });

  it('answers every request with odd parameters, and lives', async () => {
    const random = new Random(seed);
    await server.initialize();
    server.open(known, wrong);
    const count = size(400, 20_000);
    const codes = new Map<number | 'result', number>();
    let asked: number[] = [];
    for (let i = 0; i < count; i++) {
      if (random.chance(0.3)) server.notify(random.pick(notifications), oddParameters(random));
      else asked.push(server.request(random.pick(requests), oddParameters(random)));
      if (asked.length < 40 && i + 1 < count) continue;
      for (const id of asked) {
        const { error } = await server.answer(id);
        const kind = error?.code ?? 'result';
        codes.set(kind, (codes.get(kind) ?? 0) + 1);
      }
      asked = [];
      if (random.chance(0.1)) await lives();
    }
    console.log(`      ${count} messages; ${[...codes].map(([code, times]) => `${code}: ${times}`).join(', ')}`);
    // Cancelled (by an odd $/cancelRequest), wrong parameters, unknown method, failed: all other codes are nobody's.
    for (const code of codes.keys())
      assert.ok(['result', -32800, -32801, -32803, -32603, -32602, -32601].includes(code), String(code));
    await lives();
  });

  it('answers each request once in a storm of edits and cancellations', async () => {
    const random = new Random(seed + 1);
    await server.initialize();
    server.open(known, wrong);
    let version = 1;
    const asked: number[] = [];
    const cancelled = new Set<number>();
    for (let i = 0; i < size(300, 5000); i++) {
      if (random.chance(0.2)) {
        const end = { line: 0, character: 0 };
        const contentChanges = [{ range: { start: end, end }, text: random.chance(0.5) ? '\n' : ' ' }];
        server.notify('textDocument/didChange', { textDocument: { uri: known, version: ++version }, contentChanges });
      }
      const position = { line: random.below(12), character: random.below(40) };
      const id = server.request(
        random.pick(['textDocument/hover', 'textDocument/diagnostic', 'textDocument/completion']),
        {
          textDocument: { uri: known },
          position,
        },
      );
      asked.push(id);
      const victim = random.chance(0.7) ? random.pick(asked) : undefined;
      if (victim === undefined) continue;
      cancelled.add(victim);
      server.notify('$/cancelRequest', { id: victim });
    }
    for (const id of asked) {
      const { error } = await server.answer(id);
      if (error) assert.ok(error.code === -32800 && cancelled.has(id), `${error.code} ${error.message}`);
    }
    const ids = server.received.flatMap(({ id, method }) =>
      method === undefined && typeof id === 'number' ? [id] : [],
    );
    assert.equal(new Set(ids).size, ids.length, 'a request has two answers');
    await lives();
  });

  it('takes edits with versions that go back, and ranges that are turned around', async () => {
    await server.initialize();
    server.open(known, wrong, 5);
    const change = (version: number, contentChanges: readonly unknown[]): void =>
      server.notify('textDocument/didChange', { textDocument: { uri: known, version }, contentChanges });
    change(3, [{ text: `${wrong}\n` }]);
    change(3, [{ range: { start: { line: 5, character: 9 }, end: { line: 0, character: 0 } }, text: '' }]);
    change(-1, [{ text: wrong }]);
    assert.equal(await server.rules(known), 'disable-one-event');
    server.open(known, wrong, 1);
    server.notify('textDocument/didClose', { textDocument: { uri: known } });
    server.notify('textDocument/didClose', { textDocument: { uri: known } });
    change(9, [{ text: wrong }]);
    assert.equal(await server.rules(known), '');
    await lives();
  });

  it('takes a document whose text is none, which costs its neighbour nothing', async () => {
    await server.initialize();
    for (const text of [null, 7, [], {}]) {
      const textDocument = { uri: 'file:///driver/closed.c', languageId: 'c', version: 1, text };
      server.notify('textDocument/didOpen', { textDocument });
      await lives();
    }
  });

  it('serves two thousand open documents', async () => {
    const count = size(200, 2000);
    await server.initialize();
    const uri = (index: number): string => `file:///many/d${index}.c`;
    const start = performance.now();
    for (let i = 0; i < count; i++) server.open(uri(i), wrong.replace('SwitchEvents', `Switch${i}`));
    assert.equal(await server.rules(uri(count - 1)), 'disable-one-event');
    const opened = performance.now();
    for (let i = 0; i < count; i += Math.ceil(count / 20))
      assert.equal(await server.rules(uri(i)), 'disable-one-event');
    const { result } = await server.ask('workspace/diagnostic', { previousResultIds: [] });
    assert.equal((result as { items: unknown[] }).items.length, count);
    console.log(`      ${count} documents: ${((opened - start) / 1000).toFixed(1)} s to the first answer`);
    for (let i = 0; i < count; i++) server.notify('textDocument/didClose', { textDocument: { uri: uri(i) } });
    await lives();
  });

  it('shuts down in the middle of anything, and then does nothing more', async () => {
    const random = new Random(seed + 2);
    for (let round = 0; round < size(4, 60); round++) {
      server.kill();
      server = new RawServer();
      await server.initialize();
      for (let i = 0; i < 30; i++) {
        server.open(`file:///many/d${i}.c`, wrong.replace('SwitchEvents', `Switch${i}`));
        if (random.chance(0.5)) server.request('textDocument/diagnostic', { textDocument: { uri: known } });
      }
      await new Promise((resolve) => setTimeout(resolve, random.below(200)));
      const { error } = await server.ask('shutdown', null);
      assert.equal(error, undefined);
      const late = await server.ask('textDocument/hover', {
        textDocument: { uri: known },
        position: { line: 0, character: 0 },
      });
      assert.equal(late.error?.code, -32600);
      server.notify('exit', null);
      assert.equal(await server.exit, 0);
    }
  });
});
