import assert from 'node:assert/strict';
import { completionDocumentation, completionsAt } from '../../../server/src/features/completion';
import { model } from '../../../server/src/model';

/** Labels offered where `|` stands, best first; the text is WSK code by its header. */
function offered(text: string): string[] {
  return items(text).map(({ label }) => label);
}

function items(text: string) {
  const whole = `#include <wsk.h>\n${text}`;
  const offset = whole.indexOf('¦');
  assert.ok(offset >= 0, 'the text says where the cursor is');
  const source = whole.replace('¦', '');
  return completionsAt({ path: 'a.c', text: source, offset, language: 'en', facts: undefined })?.items ?? [];
}

describe('completion', () => {
  it('offers the options of a call, by request type, with the rest of the arguments', () => {
    const all = offered('Dispatch->WskControlSocket(Socket, WskIoctl, ¦)');
    assert.ok(all.includes('SIO_WSK_QUERY_RECEIVE_BACKLOG') && !all.includes('SO_WSK_EVENT_CALLBACK'));
    const options = items('Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_E¦');
    const whole = options.find(({ label }) => label === 'SO_WSK_EVENT_CALLBACK, …');
    assert.equal(
      whole?.insertText,
      'SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(WSK_EVENT_CALLBACK_CONTROL), ${1:InputBuffer}, 0, NULL, NULL, ${2:Irp})',
    );
    const client = offered('Npi.Dispatch->WskControlClient(Npi.Client, ¦');
    assert.ok(client.includes('WSK_SET_STATIC_EVENT_CALLBACKS') && !client.includes('SO_WSK_EVENT_CALLBACK'));
  });

  it('knows what each argument has to be, once the option is there', () => {
    const call = (rest: string): string =>
      `Dispatch->WskControlSocket(Socket, WskSetOption, SO_EXCLUSIVEADDRUSE, ${rest}`;
    assert.deepEqual(offered(call('¦')), ['SOL_SOCKET']);
    assert.deepEqual(offered(call('SOL_SOCKET, ¦')), ['sizeof(ULONG)']);
    assert.deepEqual(offered(call('SOL_SOCKET, sizeof(ULONG), &on, 0, ¦NULL, NULL, Irp);')), ['NULL']);
    assert.deepEqual(offered('Dispatch->WskControlSocket(Socket, ¦, SO_WSK_EVENT_CALLBACK)'), ['WskSetOption']);
  });

  it('offers the flags that a function takes', () => {
    assert.deepEqual(offered('Dispatch->WskReceive(Socket, &Buffer, ¦, Irp);'), ['WSK_FLAG_WAITALL', 'WSK_FLAG_DRAIN']);
    assert.deepEqual(offered('Dispatch->WskReceive(Socket, &Buffer, WSK_FLAG_DRAIN | ¦, Irp);'), ['WSK_FLAG_WAITALL']);
    assert.deepEqual(offered('Dispatch->WskBind(Socket, Address, ¦, Irp);'), ['0']);
    assert.ok(
      offered('Provider->WskSocket(Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, ¦').includes('WSK_FLAG_LISTEN_SOCKET'),
    );
  });

  it('offers event flags in masks, each once', () => {
    const flags = [...model.eventFlags.keys()];
    for (const text of [
      'Control.EventMask = ¦',
      'Ctx->Control.EventMask |= W¦',
      '.EventMask = ¦ }',
      'EventMask = (¦',
    ]) {
      assert.deepEqual(offered(text), flags, text);
    }
    const rest = flags.filter((flag) => flag !== 'WSK_EVENT_RECEIVE');
    assert.deepEqual(offered('Control.EventMask = WSK_EVENT_RECEIVE | ¦;'), rest);
    assert.deepEqual(offered('Set(Socket, WSK_EVENT_RECEIVE | ¦'), rest);
  });

  it('offers the NPI identifier', () => {
    assert.deepEqual(offered('Control.NpiId = ¦'), ['&NPI_WSK_INTERFACE_ID']);
    assert.deepEqual(offered('Control.NpiId = &¦'), ['NPI_WSK_INTERFACE_ID']);
  });

  it('offers the members that a dispatch table lacks', () => {
    const table = (body: string): string => `const WSK_CLIENT_CONNECTION_DISPATCH Events = { ${body} };`;
    assert.deepEqual(offered(table('.¦')), ['WskReceiveEvent', 'WskDisconnectEvent', 'WskSendBacklogEvent']);
    assert.deepEqual(offered(table('.WskReceiveEvent = OnReceive, ¦')), [
      '.WskDisconnectEvent',
      '.WskSendBacklogEvent',
    ]);
  });

  it('stays silent everywhere else', () => {
    for (const text of [
      'int x = ¦;',
      'Socket->¦',
      'a.¦',
      'Foo(¦',
      '// Control.EventMask = ¦',
      '/* EventMask = ¦ */',
      'char *s = "EventMask = ¦";',
      'OTHER_TABLE t = { .¦ };',
      'Dispatch->WskReceive(Socket, ¦',
      'return ¦',
    ]) {
      assert.deepEqual(offered(text), [], text);
    }
    const text = 'x.EventMask = ';
    assert.equal(
      completionsAt({ path: 'a.c', text, offset: text.length, language: 'en', facts: undefined }),
      undefined,
    );
  });

  it('replaces the word that is being typed', () => {
    const text = '#include <wsk.h>\nC.EventMask = WSK_EVENT_RECX;';
    const offset = text.indexOf('X;');
    const result = completionsAt({ path: 'a.c', text, offset, language: 'en', facts: undefined });
    assert.equal(text.slice(result?.start, result?.end), 'WSK_EVENT_RECX');
  });

  it('documents its items', () => {
    assert.match(completionDocumentation('WSK_EVENT_RECEIVE', 'en') ?? '', /WskReceiveEvent/);
    assert.equal(completionDocumentation('nothing', 'en'), undefined);
  });
});
