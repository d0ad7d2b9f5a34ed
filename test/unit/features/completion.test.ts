import assert from 'node:assert/strict';
import { completionDocumentation, completionsAt } from '../../../server/src/features/completion';
import { Shift } from '../../../server/src/features/knowledge';
import { analysed } from './analysed';
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
  return completionsAt({ path: 'a.c', text: source, offset, language: 'en', knowledge: undefined })?.items ?? [];
}

describe('completion', () => {
  it('offers the options of a call, by request type, with the rest of the arguments', () => {
    const all = offered('Dispatch->WskControlSocket(Socket, WskIoctl, ¦)');
    assert.ok(all.includes('SIO_WSK_QUERY_RECEIVE_BACKLOG') && !all.includes('SO_WSK_EVENT_CALLBACK'));
    const options = items('Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_E¦');
    const whole = options.find(({ label }) => label === 'SO_WSK_EVENT_CALLBACK, …');
    assert.equal(
      whole?.insertText,
      'SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(WSK_EVENT_CALLBACK_CONTROL), ${1:InputBuffer}, 0, NULL, NULL, ${2:NULL})',
    );
    const client = offered('Npi.Dispatch->WskControlClient(Npi.Client, ¦');
    assert.ok(client.includes('WSK_SET_STATIC_EVENT_CALLBACKS') && !client.includes('SO_WSK_EVENT_CALLBACK'));
  });

  it('knows the table from a cast, and from what `auto` stands for', () => {
    const cast = '(const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch';
    for (const [declaration, object] of [
      [`auto *Table = ${cast};`, 'Table'],
      ['const auto *Table = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(Socket->Dispatch);', 'Table'],
      ['auto Table = reinterpret_cast<PWSK_PROVIDER_DATAGRAM_DISPATCH>(Socket->Dispatch);', 'Table->Basic'],
      ['', `(${cast})`],
      ['', 'static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(Socket->Dispatch)'],
    ]) {
      const call = `${object}${object?.endsWith('Basic') ? '.' : '->'}WskControlSocket(Socket, WskIoctl, ¦`;
      const all = offered(`void F(PWSK_SOCKET Socket)\n{\n    ${declaration}\n    ${call}\n}`);
      assert.ok(all.includes('SIO_WSK_SET_REMOTE_ADDRESS'), call);
      assert.ok(!all.includes('SIO_WSK_QUERY_RECEIVE_BACKLOG'), call);
    }
  });

  it('knows the table that a structure has, also one of another file', async () => {
    const header = `#include <wsk.h>
typedef struct _LINK { PWSK_SOCKET Socket; const WSK_PROVIDER_DATAGRAM_DISPATCH *Provider; } LINK, *PLINK;
`;
    const before = '#include "link.h"\n#include <wsk.h>\nVOID Set(PLINK Link)\n{\n}\n';
    const { facts } = await analysed({ 'link.h': header, 'a.c': before });
    const typed = before.replace('{\n', '{\n    Link->Provider->WskControlSocket(Link->Socket, WskSetOption, ');
    const offset = typed.indexOf('WskSetOption, ') + 'WskSetOption, '.length;
    const knowledge = { facts, shift: new Shift(before, typed) };
    const all = completionsAt({ path: 'a.c', text: typed, offset, language: 'en', knowledge })?.items ?? [];
    const labels = all.map(({ label }) => label);
    assert.ok(labels.includes('SO_BROADCAST') && !labels.includes('SO_CONDITIONAL_ACCEPT'), labels.join());
  });

  it('helps in the body of a macro as far as the body tells', () => {
    const call = '(D)->WskControlSocket((S), WskSetOption, ';
    assert.ok(offered(`#define ENABLE(D, S) ${call}¦`).includes('SO_WSK_EVENT_CALLBACK'));
    assert.ok(offered(`#define ENABLE(D, S) \\\n    ${call}¦\nint i;`).includes('SO_WSK_EVENT_CALLBACK'));
    assert.deepEqual(offered(`#define ENABLE(D, S) ${call}SO_EXCLUSIVEADDRUSE, ¦, 0)`), ['SOL_SOCKET']);
    assert.ok(
      !offered(
        '#define E(S) ((PWSK_PROVIDER_DATAGRAM_DISPATCH)(S)->Dispatch)->WskControlSocket(S, WskIoctl, ¦',
      ).includes('SIO_WSK_QUERY_RECEIVE_BACKLOG'),
    );
    const flags = [...model.eventFlags.keys()];
    assert.deepEqual(offered('#define SET(C) do { (C).EventMask = ¦ } while (0)'), flags);
    assert.deepEqual(
      offered('#define BOTH (WSK_EVENT_RECEIVE | ¦)'),
      flags.filter((name) => name !== 'WSK_EVENT_RECEIVE'),
    );
    assert.deepEqual(offered('#define BOTH WSK_EVENT_D¦'), ['WSK_EVENT_DISCONNECT', 'WSK_EVENT_DISABLE']);
    for (const silent of ['#define ANY ¦', '#define WSK_E¦', '#define F(WSK_E¦', '#if WSK_E¦', '#define A 1\nWSK_E¦'])
      assert.deepEqual(offered(silent), [], silent);
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
    // One of the two at most; the word that is being replaced counts for nothing.
    assert.deepEqual(offered('Dispatch->WskReceive(Socket, &Buffer, WSK_FLAG_DRAIN | ¦, Irp);'), []);
    assert.deepEqual(offered('Dispatch->WskReceive(Socket, &Buffer, WSK_FLAG_DRAIN¦, Irp);'), [
      'WSK_FLAG_WAITALL',
      'WSK_FLAG_DRAIN',
    ]);
    const socket = 'Provider->WskSocket(Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, ';
    assert.deepEqual(offered(`${socket}WSK_FLAG_LISTEN_SOCKET | ¦`), []);
    assert.ok(offered(`${socket}WSK_FLAG_LISTEN_SOCKET¦, NULL`).includes('WSK_FLAG_LISTEN_SOCKET'));
    assert.deepEqual(offered('Dispatch->WskBind(Socket, Address, ¦, Irp);'), ['0']);
    assert.ok(
      offered('Provider->WskSocket(Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, ¦').includes('WSK_FLAG_LISTEN_SOCKET'),
    );
  });

  it('offers nothing behind an address, a member or in the call of something else', () => {
    const set = 'Dispatch->WskControlSocket(Socket, WskSetOption, ';
    const call = `${set}SO_WSK_EVENT_CALLBACK, SOL_SOCKET, `;
    for (const text of [
      `${set}Context->¦`,
      `${set}OptionOf(¦`,
      `${call}sizeof(C), &C, 0, NULL, &¦`,
      'Dispatch->WskReceive(Socket, &Buffer, Flags(¦, Irp);',
    ])
      assert.deepEqual(offered(text), [], text);
    assert.deepEqual(offered(`${call}sizeof(¦`), ['WSK_EVENT_CALLBACK_CONTROL']);
    const fn = `NTSTATUS F(PWSK_SOCKET Socket)\n{\n    WSK_EVENT_CALLBACK_CONTROL Control;\n    ${call}sizeof(¦)`;
    assert.deepEqual(offered(fn), ['Control', 'WSK_EVENT_CALLBACK_CONTROL']);
    assert.ok(offered(`${set}(ULONG)¦`).includes('SO_WSK_EVENT_CALLBACK'));
  });

  it('reads the braces of compound literals and of C++', () => {
    const flags = [...model.eventFlags.keys()];
    const cpp = (text: string): string[] => {
      const offset = text.indexOf('¦');
      const source = text.replace('¦', '');
      const request = { path: 'a.cpp', text: source, offset, language: 'en', knowledge: undefined } as const;
      return completionsAt(request)?.items.map(({ label }) => label) ?? [];
    };
    assert.deepEqual(offered('void F() { C = (WSK_EVENT_CALLBACK_CONTROL){ &NPI_WSK_INTERFACE_ID, ¦'), flags);
    assert.deepEqual(offered('void F() { C = (WSK_EVENT_CALLBACK_CONTROL){ ¦'), ['&NPI_WSK_INTERFACE_ID']);
    assert.deepEqual(cpp('void F() { WSK_EVENT_CALLBACK_CONTROL C{ &NPI_WSK_INTERFACE_ID, ¦ }; }'), flags);
    assert.deepEqual(cpp('void F() { auto C = WSK_EVENT_CALLBACK_CONTROL{ &NPI_WSK_INTERFACE_ID, ¦ }; }'), flags);
    assert.deepEqual(cpp('constexpr WSK_CLIENT_DATAGRAM_DISPATCH Events{ .¦ };').slice(-1), ['WskReceiveFromEvent']);
    assert.deepEqual(cpp('WSK_EVENT_CALLBACK_CONTROL Make(WSK_EVENT_CALLBACK_CONTROL C) { ¦ }'), []);
  });

  it('names nothing that is static in another file', async () => {
    const other = `#include <wsk.h>
static NTSTATUS WSKAPI OnAccepted(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *x, const WSK_CLIENT_CONNECTION_DISPATCH **d) { return STATUS_REQUEST_NOT_ACCEPTED; }
static const WSK_CLIENT_LISTEN_DISPATCH Hidden = { OnAccepted, NULL, NULL };
const WSK_CLIENT_LISTEN_DISPATCH Seen = { NULL, NULL, NULL };
`;
    const text = '#include <wsk.h>\nconst WSK_CLIENT_LISTEN_DISPATCH Mine = { .WskAcceptEvent = ';
    const { facts } = await analysed({ 'other.c': other, 'a.c': '#include <wsk.h>\n' });
    const at = (typed: string): string[] => {
      const knowledge = { facts, shift: new Shift(typed, typed) };
      const request = { path: 'a.c', text: typed, offset: typed.length, language: 'en', knowledge } as const;
      return completionsAt(request)?.items.map(({ label }) => label) ?? [];
    };
    assert.deepEqual(at(text), ['OnAccept', 'NULL']);
    const socket =
      '#include <wsk.h>\nNpi->Dispatch->WskSocket(C, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, X, ';
    assert.deepEqual(at(socket), ['&Seen']);
    assert.deepEqual(at(`${socket}&`), ['Seen']);
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
    assert.deepEqual(offered(table('.¦')), [
      'WskReceiveEvent = OnReceive',
      'WskReceiveEvent',
      'WskDisconnectEvent = OnDisconnect',
      'WskDisconnectEvent',
      'WskSendBacklogEvent = OnSendBacklog',
      'WskSendBacklogEvent',
    ]);
    assert.deepEqual(offered(table('.WskReceiveEvent = ConnReceive, ¦')), [
      '.WskDisconnectEvent = ConnDisconnect',
      '.WskDisconnectEvent',
      '.WskSendBacklogEvent = ConnSendBacklog',
      '.WskSendBacklogEvent',
    ]);
    assert.deepEqual(offered(table('.WskReceiveEvent = ConnReceive, .WskDisconnectEvent = ¦')), [
      'ConnDisconnect',
      'NULL',
    ]);
    assert.deepEqual(offered(table('OnReceive, ¦')), ['OnDisconnect', 'NULL']);
  });

  it('writes the function that it names, before the table', async () => {
    const [generated] = items('static const WSK_CLIENT_DATAGRAM_DISPATCH Events = { .¦ };');
    assert.equal(generated?.insertText, 'WskReceiveFromEvent = OnReceiveFrom');
    assert.equal(generated.addition?.offset, '#include <wsk.h>\n'.length);
    assert.match(generated.addition.text, /static NTSTATUS WSKAPI OnReceiveFrom\(/);
    const stub = `#include <wsk.h>\n${generated.addition.text}`;
    const { findings } = await analysed({ 'a.c': stub });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      [],
    );
  });

  it('knows the places of the structures that a driver fills', () => {
    const control = (body: string): string[] => offered(`void F(void) { WSK_EVENT_CALLBACK_CONTROL C = { ${body}`);
    assert.deepEqual(control('¦ };'), ['&NPI_WSK_INTERFACE_ID']);
    assert.deepEqual(control('&¦'), ['NPI_WSK_INTERFACE_ID']);
    assert.deepEqual(new Set(control('&NPI_WSK_INTERFACE_ID, ¦ };')), new Set(model.eventFlags.keys()));
    assert.ok(!control('&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | ¦').includes('WSK_EVENT_ACCEPT'));
    assert.deepEqual(offered('const WSK_CLIENT_DISPATCH D = { ¦'), ['MAKE_WSK_VERSION(1, 0)']);
    assert.deepEqual(offered('const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), ¦'), ['0']);
  });

  it('writes no function into a function', () => {
    const text = 'NTSTATUS Open(void)\n{\n    static const WSK_CLIENT_DATAGRAM_DISPATCH Events = { .¦ };\n';
    assert.equal(items(text)[0]?.addition?.offset, '#include <wsk.h>\n'.length);
  });

  it('offers what a new socket takes', async () => {
    const source =
      '#include <wsk.h>\nstatic const WSK_CLIENT_LISTEN_DISPATCH L; static const WSK_CLIENT_CONNECTION_DISPATCH C;\n';
    const { facts } = await analysed({ 'a.c': source });
    const at = (call: string): string[] => {
      const text = source + call;
      const knowledge = { facts, shift: new Shift(source, text) };
      const found = completionsAt({ path: 'a.c', text, offset: text.length, language: 'en', knowledge });
      return found?.items.map(({ label }) => label) ?? [];
    };
    const socket = 'Npi->Dispatch->WskSocket(Npi->Client, ';
    assert.ok(at(socket).includes('AF_INET6'));
    assert.ok(at(`${socket}AF_INET, `).includes('SOCK_STREAM'));
    assert.deepEqual(at(`${socket}AF_INET, SOCK_STREAM, `), ['IPPROTO_TCP']);
    assert.deepEqual(at(`${socket}AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, Ctx, `), ['&L']);
    assert.deepEqual(at('Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, A, B, 0, Ctx, '), [
      '&C',
    ]);
  });

  describe('of options', () => {
    const inFunction = (table: string, call: string): string =>
      `NTSTATUS F(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)\n{\n    const ${table} *D = Socket->Dispatch;\n    ULONG Value;\n    WSK_EVENT_CALLBACK_CONTROL Control;\n${call}`;

    it('leaves out those of other categories', () => {
      const datagram = offered(
        inFunction('WSK_PROVIDER_DATAGRAM_DISPATCH', 'D->WskControlSocket(Socket, WskSetOption, ¦'),
      );
      assert.equal(datagram[0], 'SO_WSK_EVENT_CALLBACK');
      assert.ok(
        datagram.includes('SO_BROADCAST') &&
          !datagram.includes('SO_CONDITIONAL_ACCEPT') &&
          !datagram.includes('SO_KEEPALIVE'),
      );
      const listen = offered(inFunction('WSK_PROVIDER_LISTEN_DISPATCH', 'D->WskControlSocket(Socket, WskSetOption, ¦'));
      assert.ok(listen.includes('SO_CONDITIONAL_ACCEPT') && !listen.includes('SO_BROADCAST'));
    });

    it('says buffer, level and IRP of each, and takes the variables of the function', () => {
      const all = items(inFunction('WSK_PROVIDER_DATAGRAM_DISPATCH', 'D->WskControlSocket(Socket, WskSetOption, ¦'));
      const broadcast = all.find(({ label }) => label === 'SO_BROADCAST');
      assert.match(broadcast?.detail ?? '', /ULONG, SOL_SOCKET, needs an IRP/);
      assert.equal(
        all.find(({ label }) => label === 'SO_BROADCAST, …')?.insertText,
        'SO_BROADCAST, SOL_SOCKET, sizeof(ULONG), &${1:Value}, 0, NULL, NULL, ${2:Irp})',
      );
      assert.equal(
        all.find(({ label }) => label === 'SO_WSK_EVENT_CALLBACK, …')?.insertText,
        'SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(WSK_EVENT_CALLBACK_CONTROL), &${1:Control}, 0, NULL, NULL, ${2:NULL})',
      );
      assert.deepEqual(
        offered(
          inFunction(
            'WSK_PROVIDER_DATAGRAM_DISPATCH',
            'D->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, ¦',
          ),
        ),
        ['sizeof(Control)', 'sizeof(WSK_EVENT_CALLBACK_CONTROL)'],
      );
    });

    it('puts those last that come too late, while the code is being typed', async () => {
      const done = inFunction(
        'WSK_PROVIDER_LISTEN_DISPATCH',
        '    D->WskBind(Socket, Address, 0, Irp);\n    return STATUS_SUCCESS;\n}\n',
      );
      const before = `#include <wsk.h>\n${done}`;
      const { facts } = await analysed({ 'a.c': before });
      const typed = before.replace('    return', '    D->WskControlSocket(Socket, WskSetOption, \n    return');
      const offset = typed.indexOf('WskSetOption, ') + 'WskSetOption, '.length;
      const knowledge = { facts, shift: new Shift(before, typed) };
      const all = completionsAt({ path: 'a.c', text: typed, offset, language: 'en', knowledge })?.items ?? [];
      const labels = all.map(({ label }) => label);
      assert.ok(labels.indexOf('SO_CONDITIONAL_ACCEPT') > labels.indexOf('SO_KEEPALIVE'), labels.join());
      assert.match(all.find(({ label }) => label === 'SO_CONDITIONAL_ACCEPT')?.detail ?? '', /^only before bind/);
    });
  });

  describe('of masks', () => {
    const mask = (table: string, typed: string): string[] =>
      offered(`NTSTATUS F(PWSK_SOCKET S)\n{\n    const ${table} *D = S->Dispatch;\n    WSK_EVENT_CALLBACK_CONTROL C;\n    C.EventMask = ${typed};
    return D->WskControlSocket(S, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(C), &C, 0, NULL, NULL, NULL);\n}\n`);

    it('are the flags of the category', () => {
      assert.deepEqual(mask('WSK_PROVIDER_DATAGRAM_DISPATCH', '¦'), ['WSK_EVENT_RECEIVE_FROM', 'WSK_EVENT_DISABLE']);
      const connection = ['WSK_EVENT_RECEIVE', 'WSK_EVENT_DISCONNECT', 'WSK_EVENT_SEND_BACKLOG'];
      assert.deepEqual(
        new Set(mask('WSK_PROVIDER_CONNECTION_DISPATCH', '¦')),
        new Set([...connection, 'WSK_EVENT_DISABLE']),
      );
      assert.deepEqual(
        new Set(mask('WSK_PROVIDER_LISTEN_DISPATCH', '¦')),
        new Set([...connection, 'WSK_EVENT_ACCEPT', 'WSK_EVENT_DISABLE']),
      );
    });

    it('are known before the call is written, by the only table of the function', () => {
      const typed = (declared: string): string[] =>
        offered(
          `NTSTATUS F(PWSK_SOCKET S)\n{\n    ${declared}\n    WSK_EVENT_CALLBACK_CONTROL C;\n    C.EventMask = ¦\n}\n`,
        );
      assert.deepEqual(typed('PWSK_PROVIDER_DATAGRAM_DISPATCH D = (PWSK_PROVIDER_DATAGRAM_DISPATCH)S->Dispatch;'), [
        'WSK_EVENT_RECEIVE_FROM',
        'WSK_EVENT_DISABLE',
      ]);
      const two = typed('PWSK_PROVIDER_DATAGRAM_DISPATCH D; PWSK_PROVIDER_LISTEN_DISPATCH L;');
      assert.equal(two.length, model.eventFlags.size);
    });

    it('count what stands behind the cursor, and not the word that is replaced', () => {
      const table = 'WSK_PROVIDER_CONNECTION_DISPATCH';
      assert.ok(!mask(table, '¦ | WSK_EVENT_DISABLE').includes('WSK_EVENT_DISABLE'));
      const again = mask(table, 'WSK_EVENT_RECEIVE¦ | WSK_EVENT_DISABLE');
      assert.ok(again.includes('WSK_EVENT_RECEIVE') && !again.includes('WSK_EVENT_DISABLE'));
    });

    it('go into the structure that a designator stands in', () => {
      const flags = offered(`NTSTATUS F(PWSK_SOCKET S, PWSK_PROVIDER_LISTEN_DISPATCH L)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *D = S->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL C = { .NpiId = &NPI_WSK_INTERFACE_ID, .EventMask = ¦ };
    return D->WskControlSocket(S, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(C), &C, 0, NULL, NULL, NULL);\n}\n`);
      assert.deepEqual(flags, ['WSK_EVENT_RECEIVE_FROM', 'WSK_EVENT_DISABLE']);
    });

    it('are those that a helper takes, where its argument is the mask', async () => {
      const helper = `#include <wsk.h>
static NTSTATUS SetEvents(PWSK_SOCKET Socket, ULONG Mask, ULONG Other)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *D = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL C = { &NPI_WSK_INTERFACE_ID, Mask };
    UNREFERENCED_PARAMETER(Other);
    return D->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(C), &C, 0, NULL, NULL, NULL);
}
NTSTATUS F(PWSK_SOCKET S) { return ¦; }
`;
      const { facts } = await analysed({ 'a.c': helper.replace('¦', 'SetEvents(S, 0, 0)') });
      const at = (call: string): string[] => {
        const marked = helper.replace('¦', call);
        const text = marked.replace('¦', '');
        const shift = new Shift(helper.replace('¦', 'SetEvents(S, 0, 0)'), text);
        const request = { path: 'a.c', text, offset: marked.indexOf('¦'), language: 'en' } as const;
        return completionsAt({ ...request, knowledge: { facts, shift } })?.items.map(({ label }) => label) ?? [];
      };
      const connection = ['WSK_EVENT_SEND_BACKLOG', 'WSK_EVENT_RECEIVE', 'WSK_EVENT_DISCONNECT', 'WSK_EVENT_DISABLE'];
      assert.deepEqual(at('SetEvents(S, ¦)'), connection);
      assert.deepEqual(at('SetEvents(S, WSK_EVENT_RECEIVE | ¦)'), [
        'WSK_EVENT_SEND_BACKLOG',
        'WSK_EVENT_DISCONNECT',
        'WSK_EVENT_DISABLE',
      ]);
      assert.deepEqual(at('SetEvents(¦)'), []);
      assert.deepEqual(at('Unknown(S, ¦)'), []);
      assert.deepEqual(at('SetEvents(S, 0, ¦)'), []);
    });

    it('hold one event beside WSK_EVENT_DISABLE', () => {
      assert.deepEqual(mask('WSK_PROVIDER_CONNECTION_DISPATCH', 'WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE | ¦'), []);
      assert.ok(
        !mask('WSK_PROVIDER_CONNECTION_DISPATCH', 'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | ¦').includes(
          'WSK_EVENT_DISABLE',
        ),
      );
      assert.ok(mask('WSK_PROVIDER_CONNECTION_DISPATCH', 'WSK_EVENT_DISABLE | ¦').includes('WSK_EVENT_RECEIVE'));
    });

    it('of static callbacks are of any category, and disable nothing', () => {
      const flags =
        offered(`NTSTATUS F(PWSK_PROVIDER_NPI Npi)\n{\n    WSK_EVENT_CALLBACK_CONTROL C = { .EventMask = 0 };\n    C.EventMask = ¦;
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(C), &C, 0, NULL, NULL, NULL);\n}\n`);
      assert.ok(
        flags.includes('WSK_EVENT_ACCEPT') &&
          flags.includes('WSK_EVENT_RECEIVE_FROM') &&
          !flags.includes('WSK_EVENT_DISABLE'),
      );
    });
  });

  describe('of statuses', () => {
    const receive =
      'static NTSTATUS WSKAPI OnReceive(_In_opt_ PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Indicated, SIZE_T *Accepted)';
    const statuses = ['STATUS_SUCCESS', 'STATUS_PENDING', 'STATUS_DATA_NOT_ACCEPTED'];

    it('knows a callback by its parameters, in code that is not finished', () => {
      assert.deepEqual(offered(`${receive}\n{\n    if (Data == NULL) {\n        return ¦`), statuses);
      assert.deepEqual(offered(`${receive}\n{\n    while (Data) { Use(Data; \n    return (STATUS_¦`), statuses);
      assert.deepEqual(offered(`${receive}\n{\n    return Data ? ¦`), statuses);
      assert.deepEqual(offered(`${receive}\n{\n    return Data != NULL ? STATUS_PENDING : ¦;\n}`), statuses);
      assert.deepEqual(offered(`${receive}\n{\n    switch (Flags) { case 1: ¦`), []);
      assert.deepEqual(
        offered('WSK_INSPECT_ACTION WSKAPI F(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID i) { return ¦'),
        ['WskInspectAccept', 'WskInspectReject', 'WskInspectPend'],
      );
    });

    it('leaves other functions alone', () => {
      assert.deepEqual(offered(`NTSTATUS F(PVOID SocketContext, PVOID Other)\n{\n    return ¦`), []);
    });
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
      completionsAt({ path: 'a.c', text, offset: text.length, language: 'en', knowledge: undefined }),
      undefined,
    );
  });

  it('replaces the word that is being typed', () => {
    const text = '#include <wsk.h>\nC.EventMask = WSK_EVENT_RECX;';
    const offset = text.indexOf('X;');
    const result = completionsAt({ path: 'a.c', text, offset, language: 'en', knowledge: undefined });
    assert.equal(text.slice(result?.start, result?.end), 'WSK_EVENT_RECX');
  });

  it('documents its items', () => {
    assert.match(completionDocumentation('WSK_EVENT_RECEIVE', 'en') ?? '', /WskReceiveEvent/);
    assert.equal(completionDocumentation('nothing', 'en'), undefined);
  });
});
