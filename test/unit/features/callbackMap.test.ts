import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { callbackMap, callbackStates } from '../../../server/src/features/map/callbackMap';
import { mapReport, type CallbackMapReport } from '../../../server/src/features/map/report';
import { mapSvg } from '../../../server/src/features/map/svg';
import { mapText } from '../../../server/src/features/map/text';
import { doubtText } from '../../../server/src/features/map/words';
import { featureTexts } from '../../../server/src/features/language';
import { LineIndex } from '../../../server/src/text/source';
import { analysed } from './analysed';

async function mapOf(files: Readonly<Record<string, string>>): Promise<CallbackMapReport> {
  const { facts } = await analysed(files);
  const lineOf = ({ file, start }: { file: string; start: number }): number =>
    new LineIndex(files[file] ?? '').positionAt(start).line + 1;
  return mapReport(
    callbackMap(facts, (file) => files[file]),
    lineOf,
  );
}

function handlers(report: CallbackMapReport): Record<string, string | undefined> {
  return Object.fromEntries(
    report.tables.flatMap(({ callbacks }) =>
      callbacks.map(({ callback, handler, handlerUnknown }) => [callback, handler ?? (handlerUnknown ? '?' : '-')]),
    ),
  );
}

function states(report: CallbackMapReport): Record<string, Record<string, string>> {
  return Object.fromEntries(
    report.tables.map(({ name, callbacks }) => [
      name,
      Object.fromEntries(callbacks.map(({ callback, state }) => [callback, state])),
    ]),
  );
}

const head = '#include <ntddk.h>\n#include <wsk.h>\n';

const callbacks = `${head}
WSK_ACCEPT_EVENT OnAccept; WSK_INSPECT_EVENT OnInspect; WSK_ABORT_EVENT OnAbort;
WSK_RECEIVE_EVENT OnReceive; WSK_DISCONNECT_EVENT OnDisconnect; WSK_RECEIVE_FROM_EVENT OnDatagram;
const WSK_CLIENT_LISTEN_DISPATCH Listening = { OnAccept, OnInspect, OnAbort };
const WSK_CLIENT_CONNECTION_DISPATCH Connected = { OnReceive, OnDisconnect, NULL };
const WSK_CLIENT_DATAGRAM_DISPATCH Datagrams = { OnDatagram };
`;

const listen = `
NTSTATUS Listen(const WSK_PROVIDER_NPI *Npi, PIRP Irp)
{
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, NULL,
                                    &Listening, NULL, NULL, NULL, Irp);
}
`;

const enable = (name: string, table: string, mask: string): string => `
NTSTATUS ${name}(PWSK_SOCKET Socket)
{
    const ${table} *Provider = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, ${mask} };

    return Provider->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, NULL);
}
`;

describe('the event callback map', function () {
  this.timeout(30_000);

  it('knows what code puts into a table in memory, and says where it does not know', async () => {
    const driver = (fill: string): string => `${head}
typedef struct _PATHS { WSK_PROVIDER_NPI Npi; WSK_CLIENT_DATAGRAM_DISPATCH Events; } PATHS, *PPATHS;
WSK_RECEIVE_FROM_EVENT OnDatagram;
NTSTATUS WSKAPI OnDatagram(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    return STATUS_SUCCESS;
}
PPATHS Make(VOID)
{
    PPATHS Paths = ExAllocatePoolWithTag(NonPagedPool, sizeof(PATHS), 'htaP');

    if (Paths != NULL) {
        RtlZeroMemory(Paths, sizeof(*Paths));
        ${fill}
    }
    return Paths;
}
NTSTATUS Open(PPATHS Paths, PIRP Irp)
{
    return Paths->Npi.Dispatch->WskSocket(Paths->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                          Paths, &Paths->Events, NULL, NULL, NULL, Irp);
}
`;
    const filled = await mapOf({ 'a.c': driver('Paths->Events.WskReceiveFromEvent = OnDatagram;') });
    assert.deepEqual(handlers(filled), { WskReceiveFromEvent: 'OnDatagram' });
    // A reader finds the table where its structure declares it.
    const declared = driver('').slice(0, driver('').indexOf('Events;')).split('\n').length;
    assert.deepEqual(
      filled.tables.map(({ line }) => line),
      [declared],
    );
    const unknown = await mapOf({ 'a.c': driver('Fill(&Paths->Events);') });
    assert.deepEqual(handlers(unknown), { WskReceiveFromEvent: '?' });
    assert.match(mapText(unknown, featureTexts('en')), /WskReceiveFromEvent\s+\S+\s+function not known/);
  });

  it('knows the parts that code puts into the table of a stream socket', async () => {
    const report = await mapOf({
      'a.c': `${head}
static NTSTATUS WSKAPI OnReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                 SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    return STATUS_DATA_NOT_ACCEPTED;
}
static WSK_CLIENT_CONNECTION_DISPATCH Connected;
static WSK_CLIENT_STREAM_DISPATCH Streams;
VOID Prepare(VOID)
{
    Connected.WskReceiveEvent = OnReceive;
    Streams.Connect = &Connected;
}
NTSTATUS Open(PWSK_PROVIDER_NPI Npi, PIRP Irp)
{
    Prepare();
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_STREAM_SOCKET, NULL, &Streams,
                                    NULL, NULL, NULL, Irp);
}
${enable('Listen', 'WSK_PROVIDER_STREAM_DISPATCH', 'WSK_EVENT_RECEIVE')}`,
    });
    for (const { name, callbacks: rows } of report.tables) {
      const row = rows.find(({ callback }) => callback === 'WskReceiveEvent');
      assert.deepEqual([row?.handler, row?.state], ['OnReceive', 'enabled'], name);
    }
    assert.equal(report.tables.length, 2);
  });

  it('tells what nothing enables, table by table', async () => {
    const report = await mapOf({ 'a.c': callbacks + listen });
    const { Listening: listening } = states(report);
    assert.deepEqual(listening, { WskAcceptEvent: 'never', WskInspectEvent: 'never', WskAbortEvent: 'never' });
  });

  it('knows a table only once, whoever uses it', async () => {
    const report = await mapOf({
      'a.c': callbacks + listen + enable('Accept', 'WSK_PROVIDER_LISTEN_DISPATCH', 'WSK_EVENT_ACCEPT'),
      'b.c': `${head}extern const WSK_CLIENT_LISTEN_DISPATCH Listening;${listen.replace('Listen(', 'ListenAgain(')}`,
    });
    const names = report.tables.map(({ name }) => name);
    assert.deepEqual(names, ['Listening', 'Connected', 'Datagrams']);
  });

  it('follows an enabling call to the socket that has the table', async () => {
    const report = await mapOf({
      'a.c': callbacks + listen + enable('Accept', 'WSK_PROVIDER_LISTEN_DISPATCH', 'WSK_EVENT_ACCEPT'),
    });
    const accept = report.tables[0]?.callbacks[0];
    assert.equal(accept?.state, 'enabled');
    assert.equal(accept.handler, 'OnAccept');
    assert.equal(accept.flag, 'WSK_EVENT_ACCEPT');
    assert.equal(accept.enabledAt.length, 1);
  });

  it('tells what is enabled for good, and shows the static mask', async () => {
    const report = await mapOf({
      'a.c': `${callbacks}
NTSTATUS Start(const WSK_PROVIDER_NPI *Npi, PIRP Irp)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    NTSTATUS Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                      &Control, 0, NULL, NULL, NULL);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL,
                                    &Datagrams, NULL, NULL, NULL, Irp);
}
`,
    });
    assert.equal(states(report).Datagrams?.WskReceiveFromEvent, 'static');
    assert.deepEqual(report.staticMask, ['WSK_EVENT_RECEIVE_FROM']);
  });

  it('tells what a listening socket hands down, and what conditional accept switches on', async () => {
    const report = await mapOf({
      'a.c':
        callbacks.replace('WSK_ACCEPT_EVENT OnAccept;', '').replace(
          'const WSK_CLIENT_LISTEN',
          `extern const WSK_CLIENT_CONNECTION_DISPATCH Connected;
NTSTATUS WSKAPI OnAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Accepted,
                         PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    *AcceptContext = Context;
    *AcceptSocketDispatch = &Connected;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN`,
        ) +
        listen +
        enable('Accept', 'WSK_PROVIDER_LISTEN_DISPATCH', 'WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE') +
        `
NTSTATUS Ask(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Provider = Socket->Dispatch;
    static ULONG On = 1;

    return Provider->WskControlSocket(Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL,
                                      NULL, Irp);
}
`,
    });
    const { Listening: listening, Connected: connected } = states(report);
    assert.deepEqual(listening, {
      WskAcceptEvent: 'enabled',
      WskInspectEvent: 'conditional',
      WskAbortEvent: 'conditional',
    });
    assert.equal(connected?.WskReceiveEvent, 'inherited');
  });

  it('says unknown where the mask is not known', async () => {
    const report = await mapOf({
      'a.c':
        callbacks +
        listen +
        enable('Accept', 'WSK_PROVIDER_LISTEN_DISPATCH', 'Mask').replace(
          'PWSK_SOCKET Socket',
          'PWSK_SOCKET Socket, ULONG Mask',
        ),
    });
    assert.equal(states(report).Listening?.WskAcceptEvent, 'unknown');
  });

  it('says why it does not know', async () => {
    const parameter = (text: string, name: string): string =>
      text.replace('PWSK_SOCKET Socket', `PWSK_SOCKET Socket, ULONG ${name}`);
    const doubts = async (...parts: string[]): Promise<string[]> => {
      const report = await mapOf({ 'a.c': callbacks + parts.join('') });
      const translate = featureTexts('en');
      return report.tables
        .flatMap((table) => table.callbacks)
        .filter(({ callback }) => callback === 'WskAcceptEvent' || callback === 'WskReceiveFromEvent')
        .map((row) => doubtText(row.doubt, translate));
    };
    const unused = 'no socket is seen to use this table';
    const accept = enable('Accept', 'WSK_PROVIDER_LISTEN_DISPATCH', 'Mask');
    assert.deepEqual(await doubts(listen, parameter(accept, 'Mask')), [
      'a call whose events or socket are not known may enable it',
      unused,
    ]);
    const anything = parameter(accept, 'Option').replace('Mask', '0').replace('SO_WSK_EVENT_CALLBACK', 'Option');
    assert.deepEqual(await doubts(listen, anything), ['sets an option that is not known: Accept', unused]);
    const unreadable = 'void Broken(void) { ) EventMask = ( ; }';
    assert.deepEqual(await doubts(listen, unreadable), ['could not be read in full: a.c', unused]);
    assert.deepEqual(await doubts(listen), ['', unused]);
  });

  it('draws every state with a shape of its own, and escapes names', () => {
    const places = [{ file: 'a&b<c>.c', line: 3 }];
    const report: CallbackMapReport = {
      version: 1,
      tables: callbackStates.map((state, index) => ({
        name: `T${index}`,
        file: 'a&b<c>.c',
        line: index + 1,
        category: 'connection',
        callbacks: [
          {
            callback: 'WskReceiveEvent',
            flag: 'WSK_EVENT_RECEIVE',
            handler: 'On"',
            state,
            enabledAt: places,
            disabledAt: [],
          },
        ],
      })),
      staticMask: [],
    };
    for (const language of ['en', 'zh-cn'] as const) {
      const svg = mapSvg(report, featureTexts(language));
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>\n$/);
      assert.ok(!svg.includes('<c>'), 'what files are called is no markup');
      for (const state of callbackStates) assert.ok(svg.includes(`sign ${state}`), state);
      const text = mapText(report, featureTexts(language));
      assert.ok(callbackStates.every((_state, index) => text.includes(`T${index}  `)));
    }
    const english = mapText(report, featureTexts('en'));
    for (const state of callbackStates) assert.match(english, new RegExp(`\\b${state}\\b`));
  });

  it('of the example driver is what its documentation says', async () => {
    const folder = path.resolve('examples/echo-driver');
    const names = readdirSync(folder).filter((name) => /\.[ch]$/.test(name));
    const report = await mapOf(
      Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])),
    );
    assert.deepEqual(states(report), {
      ConnectionEvents: { WskReceiveEvent: 'enabled', WskDisconnectEvent: 'inherited', WskSendBacklogEvent: 'enabled' },
      DatagramEvents: { WskReceiveFromEvent: 'static' },
      EchoClientDispatch: { WskClientEvent: 'never' },
      ListenerEvents: { WskAcceptEvent: 'enabled', WskInspectEvent: 'conditional', WskAbortEvent: 'conditional' },
    });
  });
});
