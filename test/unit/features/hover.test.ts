import assert from 'node:assert/strict';
import { completionDocumentation } from '../../../server/src/features/completion';
import { hoverAt } from '../../../server/src/features/hover';
import en from '../../../server/src/features/messages/en.json';
import { analysed } from './analysed';
import { model } from '../../../server/src/model';

const headers = '#include <wsk.h>\n';

function hover(line: string, at = 0): string | undefined {
  const text = headers + line;
  return hoverAt({ path: 'a.c', text, offset: headers.length + at, language: 'en', facts: undefined })?.markdown;
}

/** What a sentence looks like whose key or argument is missing. */
const unfinished =
  /\{\w+\}|undefined|\bnull\b|(?:^|[\s:;])(?:hover|kind|irp|buffer|timing|state|windows|combine)\.[a-z]/;

describe('hover', () => {
  it('has something finished to say of every name of the model', () => {
    const names = [
      ...model.functions.keys(),
      ...model.callbacks.keys(),
      ...model.eventFlags.keys(),
      ...model.flags.keys(),
      ...model.controlCodes.keys(),
      ...model.types.keys(),
      ...model.enums.keys(),
      ...model.enumValues.keys(),
      ...model.pfns.keys(),
      ...model.macros.keys(),
      ...model.identifiers.keys(),
    ];
    assert.ok(names.length > 150);
    for (const name of names) {
      const markdown = hover(`${name}(`);
      assert.ok(markdown, name);
      assert.ok(!unfinished.test(markdown), `${name}: ${unfinished.exec(markdown)?.[0] ?? ''} in\n${markdown}`);
    }
  });

  it('tells of every member of every structure', () => {
    for (const structure of model.structures.values()) {
      for (const field of structure.fields) {
        const declaration = `${structure.name} x; x.`;
        const markdown = hover(`${declaration}${field.name};`, declaration.length);
        assert.ok(markdown, `${structure.name}.${field.name}`);
        assert.ok(!unfinished.test(markdown), markdown);
      }
    }
  });

  it('finds the structure behind pointers, members, arrays and initialisers', () => {
    for (const [text, title] of [
      ['PWSK_BUF Buffer; Buffer->|Offset = 0;', 'WSK_BUF.Offset'],
      ['struct CTX { WSK_BUF Bufs[2]; }; Ctx->Bufs[i + a[0]].|Mdl = m;', 'WSK_BUF.Mdl'],
      ['WSK_BUF b = { .|Length = 3 };', 'WSK_BUF.Length'],
      ['const WSK_EVENT_CALLBACK_CONTROL c[] = { { .|NpiId = 0 } };', 'WSK_EVENT_CALLBACK_CONTROL.NpiId'],
      ['f((WSK_BUF){ .|Length = 3 });', 'WSK_BUF.Length'],
      ['Ctx->Control.|EventMask = 0;', 'WSK_EVENT_CALLBACK_CONTROL.EventMask'],
      ['Dispatch->|WskReceive(s);', 'WskReceive'],
      ['Socket.Basic.|WskCloseSocket(s);', 'WskCloseSocket'],
    ] as const) {
      const at = text.indexOf('|');
      const markdown = hover(text.replace('|', ''), at);
      assert.ok(markdown?.startsWith(`**${title}**`), `${text}: ${markdown ?? 'nothing'}`);
    }
  });

  it('takes the declaration that reaches the place: the own function, a structure, or the file', () => {
    for (const [text, title] of [
      ['void A(void) { WSK_CLIENT_NPI n; } void B(PWSK_PROVIDER_NPI n) { n->|Dispatch; }', 'WSK_PROVIDER_NPI.Dispatch'],
      ['void B(PWSK_PROVIDER_NPI n) { n->|Dispatch; } void A(void) { WSK_CLIENT_NPI n; }', 'WSK_PROVIDER_NPI.Dispatch'],
      [
        'struct C { WSK_PROVIDER_NPI n; }; void A(void) { WSK_CLIENT_NPI n; c->n.|Dispatch; }',
        'WSK_PROVIDER_NPI.Dispatch',
      ],
      ['static WSK_PROVIDER_NPI n; void A(void) { for (;;) { n.|Dispatch; } }', 'WSK_PROVIDER_NPI.Dispatch'],
      ['class C { void A() { n.|Dispatch; } WSK_PROVIDER_NPI n; };', 'WSK_PROVIDER_NPI.Dispatch'],
    ] as const) {
      const markdown = hover(text.replace('|', ''), text.indexOf('|'));
      assert.ok(markdown?.startsWith(`**${title}**`), `${text}: ${markdown ?? 'nothing'}`);
    }
  });

  it('says nothing of members that belong to something else', () => {
    for (const text of [
      'void A(void) { WSK_CLIENT_NPI n; } void B(void) { c->n.|Dispatch; }',
      'void A(void) { WSK_CLIENT_NPI n; } void B(struct X *n) { n->|Dispatch; }',
      'MY_BUF Buffer; Buffer.|Length = 0;',
      'x->|Connect = 1;',
      'MY_TABLE t = { .|Offset = 1 };',
      'OBJECT o; o.|AF_INET;',
    ]) {
      assert.equal(hover(text.replace('|', ''), text.indexOf('|')), undefined, text);
    }
  });

  describe('of statuses', () => {
    const status = (text: string): string | undefined => hover(text.replace('|', ''), text.indexOf('|'));
    const receive = 'NTSTATUS WSKAPI F(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)';

    it('say what they mean in the callback, and in the calls of the function', () => {
      assert.match(
        status(`${receive} { return |STATUS_PENDING; }`) ?? '',
        /\*\*Here\*\*[^]*Returned from `WskReceiveEvent`/,
      );
      const call =
        'NTSTATUS G(PWSK_SOCKET s) { NTSTATUS st = D->WskReleaseDatum(s); if (st == |STATUS_PENDING) return st; return D->WskSend(s, b, 0, i); }';
      assert.match(status(call) ?? '', /From `WskSend`/);
    });

    it('are known in completion routines', () => {
      assert.ok(
        status('NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { return |STATUS_MORE_PROCESSING_REQUIRED; }'),
      );
    });

    it('that come with one routine or one option say nothing elsewhere', () => {
      const after = (rest: string, name: string): string | undefined =>
        status(`NTSTATUS G(PWSK_SOCKET s, PIRP i) { ${rest} D->WskSend(s, b, 0, i); return |${name}; }`);
      assert.equal(after('', 'STATUS_UNSUCCESSFUL'), undefined);
      assert.ok(after('IoReuseIrp(i, 0);', 'STATUS_UNSUCCESSFUL'));
      assert.equal(after('', 'STATUS_NOT_FOUND'), undefined);
      assert.ok(
        after(
          'D->WskControlSocket(s, WskIoctl, SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS, 0, 0, 0, n, b, 0, i);',
          'STATUS_NOT_FOUND',
        ),
      );
      assert.ok(after('', 'STATUS_CONNECTION_RESET'));
    });

    it('say nothing in functions that have nothing to do with WSK', () => {
      assert.equal(status('NTSTATUS G(PVOID a, ULONG b) { return |STATUS_SUCCESS; }'), undefined);
      assert.equal(status('#define OK |STATUS_SUCCESS'), undefined);
    });

    it('are described in both languages', () => {
      for (const name of model.statuses.keys()) {
        for (const language of ['en', 'zh-cn'] as const) {
          const markdown = completionDocumentation(name, language);
          assert.ok(markdown !== undefined && markdown.includes(`**${name}**`), name);
          assert.ok(!unfinished.test(markdown), markdown);
        }
      }
    });
  });

  it('tells in Chinese what it tells in English', () => {
    const untranslated: string[] = [];
    for (const name of [
      ...model.functions.keys(),
      ...model.callbacks.keys(),
      ...model.controlCodes.keys(),
      ...model.types.keys(),
    ]) {
      const text = `${headers}${name}(`;
      const markdown =
        hoverAt({ path: 'a.c', text, offset: headers.length, language: 'zh-cn', facts: undefined })?.markdown ?? '';
      // Four English words in a row are a sentence; code, names and addresses are no words.
      const words = markdown.replace(/`[^`]*`|\([^)]*\)|\b\w*[A-Z_]\w*\b/g, '');
      const sentence = /\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\b/.exec(words);
      if (sentence) untranslated.push(`${name}: ${sentence[0]}`);
    }
    assert.deepEqual(untranslated, []);
  });

  describe('of what holds here', () => {
    const driver = `${headers}static NTSTATUS WSKAPI OnReceive(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a) { return STATUS_SUCCESS; }
const WSK_CLIENT_CONNECTION_DISPATCH Events = { .WskReceiveEvent = OnReceive, .WskDisconnectEvent = NULL };
NTSTATUS Connect(const WSK_PROVIDER_NPI *Npi, PSOCKADDR L, PSOCKADDR R, PVOID X, PIRP Irp)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    NTSTATUS Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) return Status;
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, L, R, 0, X, &Events, NULL, NULL, NULL, Irp);
}
NTSTATUS Stop(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *D = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    return D->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
`;
    const here = async (word: string): Promise<string> => {
      const { facts } = await analysed({ 'a.c': driver });
      const request = { path: 'a.c', text: driver, offset: driver.indexOf(word) + 1, language: 'en', facts } as const;
      const markdown = hoverAt({ ...request, textOf: () => driver })?.markdown ?? '';
      return markdown.split('---')[0] ?? '';
    };

    it('decodes the mask of an assignment, with socket, handler and result', async () => {
      const text = await here('EventMask =');
      assert.match(text, /Disables `WskDisconnectEvent`/);
      assert.match(text, /`WskDisconnectEvent` is NULL in `Events`/);
      assert.match(text, /STATUS_EVENT_PENDING/);
      assert.match(text, /connection socket/);
    });

    it('tells of a table entry whether WSK calls it, since where', async () => {
      const text = await here('WskReceiveEvent =');
      assert.match(text, /is `OnReceive` in `Events`/);
      assert.match(text, /Enabled statically at `a\.c:7`/);
    });

    it('tells of the socket in one line, with the state that its callers leave it in', async () => {
      const source = `#include <wsk.h>
static NTSTATUS SetSize(PWSK_SOCKET Socket, PIRP Irp)
{
    ULONG Size = 65536;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *D = Socket->Dispatch;
    return D->WskControlSocket(Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET, sizeof(Size), &Size, 0, NULL, NULL, Irp);
}
NTSTATUS Run(const WSK_PROVIDER_NPI *Npi, PIRP Irp, PSOCKADDR Local, PWSK_SOCKET *Made)
{
    NTSTATUS Status = Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
    PWSK_SOCKET Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    FIRST
    ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)Socket->Dispatch)->WskBind(Socket, Local, 0, Irp);
    SetSize(Socket, Irp);
    *Made = Socket;
    return STATUS_SUCCESS;
}
`;
      const states = async (first: string): Promise<string[]> => {
        const text = source.replace('FIRST', first);
        const { facts } = await analysed({ 'a.c': text });
        const request = { path: 'a.c', text, offset: text.indexOf('SO_RCVBUF') + 1, language: 'en', facts } as const;
        return (hoverAt(request)?.markdown ?? '').split('\n').filter((line) => line.startsWith('- The socket'));
      };
      assert.deepEqual(await states(''), ['- The socket is a datagram socket, bound']);
      assert.deepEqual(await states('SetSize(Socket, Irp);'), ['- The socket is a datagram socket, created or bound']);
    });

    it('tells the number that an option is set to, and none of an address', async () => {
      const source = `#include <wsk.h>
NTSTATUS Fix(PWSK_SOCKET Socket, const WSK_PROVIDER_DATAGRAM_DISPATCH *Udp, PIRP Irp, PIRP Other)
{
    static SOCKADDR_INET To = { 0 };
    static ULONG On = 1;
    Udp->WskControlSocket(Socket, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0, sizeof(SOCKADDR_IN), &To, 0, NULL, NULL, Irp);
    return Udp->WskControlSocket(Socket, WskSetOption, SO_BROADCAST, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Other);
}
`;
      const { facts } = await analysed({ 'a.c': source });
      const told = (name: string): string =>
        hoverAt({ path: 'a.c', text: source, offset: source.indexOf(name) + 1, language: 'en', facts })?.markdown ?? '';
      assert.match(told('SO_BROADCAST'), /^- Sets `SO_BROADCAST` to 1$/m);
      assert.doesNotMatch(told('SIO_WSK_SET_REMOTE_ADDRESS'), /^- Sets/m);
    });

    it('tells of a static mask', async () => {
      assert.match(await here('WSK_EVENT_RECEIVE }'), /Enables `WskReceiveEvent` for every socket/);
    });
  });

  it('keeps every sentence', () => {
    for (const [key, sentence] of Object.entries(en)) assert.ok(sentence.trim().length > 0, key);
  });
});
