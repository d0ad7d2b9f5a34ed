import assert from 'node:assert/strict';
import { missingCompiler } from '../driverCompiler';
import { refactorings } from '../../../server/src/features/refactor';
import { analysed } from './analysed';
import { refactored, titles } from './refactorings';

const headers = '#include <ntddk.h>\n#include <wsk.h>\n\n';

/** The result has these pieces, compiles, and brings no finding. */
async function right(source: string, words: string, pieces: readonly (string | RegExp)[], file = 'a.c'): Promise<void> {
  const { text, trouble } = await refactored(source, words, file);
  for (const piece of pieces) {
    if (typeof piece === 'string') assert.ok(text.includes(piece), `${piece}\n--- is not in\n${text}`);
    else assert.match(text, piece);
  }
  assert.equal(trouble, '', `${trouble}\n--- in\n${text}`);
}

/** The same code in other styles: braces on lines of their own, tabs, CRLF. */
function styles(source: string): readonly (readonly [string, string])[] {
  const ownLine = source.replace(/^( *)(.*\S) \{$/gm, (line, indent: string, head: string) =>
    /^(?:if|for|while|\} else)\b/.test(head) ? `${indent}${head}\n${indent}{` : line,
  );
  const tabs = source.replace(/^ +/gm, (spaces) => '\t'.repeat(Math.floor(spaces.length / 4)));
  return [
    ['as it is', source],
    ['braces on lines of their own', ownLine],
    ['tabs', tabs],
    ['CRLF', source.replace(/\n/g, '\r\n')],
  ];
}

const stop = (
  statement: string,
  mask = 'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE',
): string => `${headers}NTSTATUS Stop(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status = STATUS_SUCCESS;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = ${mask};
    ${statement}Dispatch->^WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    return Status;
}
`;

const sendLater = `${headers}NTSTATUS SendDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendData(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, SendDone, NULL, TRUE, TRUE, TRUE);
    return Dispatch->^WskSend(Socket, Buffer, 0, Irp);
}
`;

const sendAndWait = (
  call: string,
  wait: string,
): string => `${headers}NTSTATUS Signal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendData(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Event, TRUE, TRUE, TRUE);
    ${call}Dispatch->^WskSend(Socket, Buffer, 0, Irp);
${wait}    IoFreeIrp(Irp);
    return Status;
}
`;

const plainWait = `    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
`;
const conditionalWait = `    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
`;

const callbacks = `static NTSTATUS WSKAPI OnReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(DataIndication);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI OnDisconnect(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    return STATUS_SUCCESS;
}
`;

describe('refactorings', function () {
  before(function () {
    const missing = missingCompiler('c') ?? missingCompiler('cpp');
    if (missing !== undefined) {
      console.log(missing);
      this.skip();
    }
  });

  describe('split a disable', () => {
    for (const [kind, statement] of [
      ['assigned', 'Status = '],
      ['dropped', '(VOID)'],
    ] as const) {
      for (const [style, source] of styles(stop(statement))) {
        it(`${kind}, ${style}`, () =>
          right(source, 'in calls of their own', [
            'Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;',
            'Control.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;',
          ]));
      }
    }

    it('declared', () =>
      right(
        stop('NTSTATUS Status = ').replace('    NTSTATUS Status = STATUS_SUCCESS;\n', ''),
        'in calls of their own',
        ['NTSTATUS Status = Dispatch->WskControlSocket'],
      ));

    it('keeps what is aligned in the call', () => {
      const aligned = stop('Status = ').replace('        sizeof(Control)', `${' '.repeat(40)}sizeof(Control)`);
      return right(aligned, 'in calls of their own', [
        `    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,\n${' '.repeat(40)}sizeof(Control)`,
        `        NextStatus = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,\n${' '.repeat(48)}sizeof(Control)`,
      ]);
    });

    it('returned, from an initialiser', () =>
      right(
        `${headers}NTSTATUS Stop(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE };
    return Dispatch->WskControlSocket(^Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
`,
        'in calls of their own',
        ['return Status;'],
      ));

    it('not one that disables one event, or enables', async () => {
      for (const mask of ['WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE', 'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT']) {
        assert.ok(!(await titles(stop('Status = ', mask))).some((title) => title.includes('of their own')));
      }
    });
  });

  describe('wait for a call', () => {
    for (const [style, source] of styles(sendLater)) {
      it(`with the IRP of the function, ${style}`, () =>
        right(source, 'wait for WskSend', [
          'KeWaitForSingleObject(&Completed',
          'Status = Irp->IoStatus.Status;',
          'return Status;',
        ]));
    }
    for (const [kind, statement] of [
      ['assigned', 'Status = '],
      ['dropped', '(VOID)'],
    ] as const) {
      it(`with a new IRP, ${kind}`, () =>
        right(stop(statement, 'WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE'), 'wait for WskControlSocket', [
          'IoAllocateIrp(1, FALSE)',
          'Irp != NULL',
        ]));
    }
    it('with a new IRP, declared', () =>
      right(
        stop('NTSTATUS Status = ', 'WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE').replace(
          '    NTSTATUS Status = STATUS_SUCCESS;\n',
          '',
        ),
        'wait for WskControlSocket',
        ['NTSTATUS Status;'],
      ));
    it('with the IRP of the function, declared', () =>
      right(
        sendLater.replace(
          'return Dispatch->^WskSend(Socket, Buffer, 0, Irp);',
          'NTSTATUS Status = Dispatch->^WskSend(Socket, Buffer, 0, Irp);\n    return Status;',
        ),
        'wait for WskSend',
        ['NTSTATUS Status = Irp->IoStatus.Status;'],
      ));
    it('not for a call that enables events', async () => {
      const enable = stop('Status = ', 'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT');
      assert.ok(!(await titles(enable)).some((title) => title.includes(': wait for')));
    });
    it('not where the function deals with the IRP afterwards', async () => {
      const waits = sendAndWait('Status = ', '    if (Status == STATUS_PENDING) {\n        WaitFor(&Event);\n    }\n');
      assert.ok(!(await titles(waits)).some((title) => title.includes(': wait for')));
    });
    it('not in a callback', async () => {
      const source = `${headers}static PWSK_SOCKET Socket;\nstatic NTSTATUS WSKAPI OnDisconnect(PVOID SocketContext, ULONG Flags)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    Dispatch->^WskDisconnect(Socket, NULL, 0, NULL);
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH Events = { NULL, OnDisconnect, NULL };
`;
      assert.ok(!(await titles(source)).some((title) => title.includes('wait for')));
    });
  });

  describe('do not wait for a call', () => {
    for (const [style, source] of styles(sendAndWait('', plainWait))) {
      it(`the plain pattern, ${style}`, () =>
        right(source, 'do not wait', ['Status = Dispatch->WskSend', 'SendDataComplete, NULL']));
    }
    it('a declared status', () =>
      right(sendAndWait('NTSTATUS Status = ', conditionalWait).replace('    NTSTATUS Status;\n', ''), 'do not wait', [
        'NTSTATUS Status = Dispatch->WskSend',
      ]));
    it('a wait for STATUS_PENDING', () =>
      right(sendAndWait('Status = ', conditionalWait), 'do not wait', ['return Status;']));
    it('leaves one blank line where it takes away what stood between two', () => {
      const spaced = sendAndWait('Status = ', conditionalWait)
        .replace('    KeInitializeEvent', '\n    KeInitializeEvent')
        .replace('    IoSetCompletionRoutine', '\n    IoSetCompletionRoutine')
        .replace('    IoFreeIrp', '\n    IoFreeIrp')
        .replace('    return Status', '\n    return Status');
      return right(spaced, 'do not wait', [
        /\}\n\n {4}IoSetCompletionRoutine/,
        /WskSend\(Socket, Buffer, 0, Irp\);\n\n {4}return Status;/,
      ]);
    });
    it('not where the request uses memory of the function', async () => {
      const local = sendAndWait('', plainWait)
        .replace('Dispatch->^WskSend(Socket, Buffer, 0, Irp)', 'Dispatch->^WskDisconnect(Socket, Data, 0, Irp)')
        .replace('PWSK_BUF Buffer', 'PSOCKADDR Remote')
        .replace(
          'Dispatch->^WskDisconnect(Socket, Data, 0, Irp)',
          'Dispatch->^WskConnect(Socket, (PSOCKADDR)Address, 0, Irp)',
        )
        .replace('    KEVENT Event;', '    KEVENT Event;\n    UCHAR Address[128];');
      assert.ok(!(await titles(local)).some((title) => title.includes('do not wait')));
    });
    it('not where the result is read later', async () => {
      const source = sendAndWait('', `${plainWait}    DbgPrint("%p", (PVOID)Irp->IoStatus.Information);\n`);
      assert.ok(!(await titles(source)).some((title) => title.includes('do not wait')));
    });
  });

  describe('insert the completion routine', () => {
    it('that frees the IRP', () =>
      right(
        sendLater.replace(/ {4}IoSetCompletionRoutine.*\n/, '').replace(/NTSTATUS SendDone[^]*?\n\}\n\n/, ''),
        'set the completion routine',
        ['IoSetCompletionRoutine(Irp, SendDataComplete, NULL, TRUE, TRUE, TRUE);'],
      ));
    it('that sets the event which is waited for', () =>
      right(sendAndWait('', plainWait).replace(/ {4}IoSetCompletionRoutine.*\n/, ''), 'set the completion routine', [
        'IoSetCompletionRoutine(Irp, Signal, &Event, TRUE, TRUE, TRUE);',
      ]));
    it('that is named and missing', () =>
      right(
        sendLater.replace('^', '').replace('Irp, SendDone', 'Irp, Send^Finished'),
        'generate the completion routine SendFinished',
        ['SendFinished(PDEVICE_OBJECT DeviceObject'],
      ));
  });

  describe('dispatch tables', () => {
    const table = (body: string): string =>
      `${headers}${callbacks}\nconst WSK_CLIENT_CONNECTION_DISPATCH Events = { ${body} };\n`;

    it('get the callbacks that they lack, those of the file first', () =>
      right(table('OnReceive, ^NULL'), 'complete Events', ['OnReceive, OnDisconnect, OnSendBacklog']));
    it('get one entry', () =>
      right(table('.WskReceiveEvent = ^OnReceive, .WskDisconnectEvent = OnDisconnect'), 'add WskSendBacklogEvent', [
        '.WskSendBacklogEvent = OnSendBacklog',
      ]));
    it('get the function that they name', () =>
      right(table('OnReceive, OnDisconnect, OnBack^log'), 'generate OnBacklog as WskSendBacklogEvent', [
        'OnBacklog(PVOID SocketContext',
      ]));
    it('have the new function apart from what stands above it', () =>
      right(
        table('OnReceive, OnDisconnect, OnBack^log').replace('\n\nconst', '\n\nstatic int Count;\nconst'),
        'generate OnBacklog as WskSendBacklogEvent',
        [/static int Count;\n\n(?:\/|static)/],
      ));
    it('have their events switched on with what they get', () =>
      right(
        `${table('OnReceive, ^NULL')}
NTSTATUS Open(const WSK_PROVIDER_NPI *Npi, PVOID Context, PIRP Irp)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    NTSTATUS Status = Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                      &Control, 0, NULL, NULL, NULL);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    return Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, Context,
                                    &Events, NULL, NULL, NULL, Irp);
}
`,
        'complete Events',
        [
          'OnReceive, OnDisconnect, OnSendBacklog',
          'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG }',
        ],
      ));
    it('are not built of any function with such parameters', async () => {
      const source = `${headers}static PWSK_SOCKET Held;\n\nNTSTATUS Con^figure(PVOID Object, ULONG Value)\n{\n    UNREFERENCED_PARAMETER(Object);\n    return Value;\n}\n`;
      assert.deepEqual(await titles(source), []);
    });
    it('are built of the callbacks of a file', () =>
      right(`${headers}${callbacks.replace('OnReceive', 'On^Receive')}`, 'build a WSK_CLIENT_CONNECTION_DISPATCH', [
        /ConnectionEvents = \{\n {4}OnReceive,\n {4}OnDisconnect,\n {4}NULL\n\};/,
      ]));
  });

  describe('functions for a socket', () => {
    const use = (table: string): string => `${headers}NTSTATUS Open(PWSK_SOCKET Sock^et, PSOCKADDR Address, PIRP Irp)
{
    const ${table} *Dispatch = (const ${table} *)Socket->Dispatch;

    return Dispatch->WskBind(Socket, Address, 0, Irp);
}
`;
    for (const [title, name] of [
      ['enables events of this', 'EnableListenEvents(PWSK_SOCKET Socket)'],
      ['disables an event', 'DisableListenEvent'],
      ['for this listening socket', 'SO_CONDITIONAL_ACCEPT'],
      ['enables events of all', 'WSK_SET_STATIC_EVENT_CALLBACKS'],
    ] as const) {
      it(`${title}: listening`, () => right(use('WSK_PROVIDER_LISTEN_DISPATCH'), title, [name]));
    }
    for (const [title, name] of [
      ['enables events of this', 'WSK_EVENT_RECEIVE_FROM'],
      ['disables an event', 'WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE'],
      ['enables events of all', 'WSK_EVENT_RECEIVE_FROM'],
    ] as const) {
      for (const [style, source] of styles(use('WSK_PROVIDER_DATAGRAM_DISPATCH'))) {
        it(`${title}: datagram, ${style}`, () => right(source, title, [name]));
      }
    }
    it('know the socket that a WskAcceptEvent is given', () => {
      const accept = `static NTSTATUS WSKAPI OnAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
                                PWSK_SOCKET Accept^Socket, PVOID *AcceptSocketContext,
                                const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = &Connected;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN_DISPATCH Listening = { OnAccept, NULL, NULL };
`;
      const events = 'const WSK_CLIENT_CONNECTION_DISPATCH Connected = { OnReceive, NULL, NULL };\n';
      return right(`${headers}${callbacks}${events}${accept}`, 'enables events of this', [
        'EnableConnectionEvents(',
        'Control.EventMask = WSK_EVENT_RECEIVE;',
      ]);
    });
    it('name the routine that signals by the function that waits, and know members from variables', () => {
      const source = `${headers}typedef struct _LINK {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Provider;
} LINK;

NTSTATUS BindLink(LINK *Link, PSOCKADDR Address, PIRP Irp)
{
    return Link->Provider->WskBind(Link->Sock^et, Address, 0, Irp);
}

NTSTATUS Bind(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Provider = Socket->Dispatch;

    return Provider->WskBind(Socket, Address, 0, Irp);
}
`;
      return right(source, 'disables an event', ['DisableDatagramEventComplete(', 'DisableDatagramEvent(PWSK_SOCKET']);
    });
    it('take the mask where the category is not known', () =>
      right(
        `${headers}VOID Note(PWSK_SOCKET Sock^et)\n{\n    UNREFERENCED_PARAMETER(Socket);\n}\n`,
        'enables events of this',
        ['ULONG EventMask'],
      ));
    for (const title of ['enables events of this', 'disables an event', 'enables events of all']) {
      it(`in C++: ${title}`, () =>
        right(use('WSK_PROVIDER_DATAGRAM_DISPATCH').replace('<ntddk.h>\n', '<ntddk.h>\n'), title, [], 'a.cpp'));
    }
    it('enable nothing statically that a socket changes', async () => {
      const changed = `NTSTATUS Change(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, NULL);
}
`;
      const all = await titles(`${use('WSK_PROVIDER_DATAGRAM_DISPATCH')}${changed}`);
      assert.ok(
        all.some((title) => title.includes('enables events of this')),
        all.join('\n'),
      );
      assert.ok(!all.some((title) => title.includes('enables events of all')), all.join('\n'));
    });
    it('stand at the end of the file for a member', () =>
      right(`${headers}typedef struct _CTX {\n    PWSK_SOCKET Sock^et;\n} CTX;\n`, 'enables events of this', []));
    it('are none for other names', async () => {
      assert.deepEqual(
        await titles(use('WSK_PROVIDER_LISTEN_DISPATCH').replace('^', '').replace('Irp)\n{', 'I^rp)\n{')),
        [],
      );
    });
  });

  it('are none outside of WSK code', async () => {
    const { facts } = await analysed({
      'a.c': stop('').replace('^', ''),
      'b.c': 'int F(int Socket) { return Socket; }\n',
    });
    const text = 'int F(int Socket) { return Socket; }\n';
    const place = { path: 'b.c', text, start: 12, end: 12, language: 'en' } as const;
    assert.deepEqual(refactorings({ ...place, facts, textOf: () => text }), []);
  });

  describe('enable events once for all sockets', () => {
    const driver = (enable: string): string => `${headers}static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
${callbacks}
static const WSK_CLIENT_CONNECTION_DISPATCH Events = { OnReceive, OnDisconnect, NULL };

${enable}
NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI ClientNpi = { NULL, &Client };
    NTSTATUS Status = WskRegister(&ClientNpi, &Registration);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = WskCaptureProviderNPI(&Registration, 1000, &Npi);
    if (!NT_SUCCESS(Status)) {
        WskDeregister(&Registration);
        return Status;
    }
    return STATUS_SUCCESS;
}

VOID Stop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS Connect(PSOCKADDR Local, PSOCKADDR Remote, PVOID Context, PIRP Irp)
{
    return Npi.Dispatch->WskSocketConnect(Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Context, &Events, NULL,
                                          NULL, NULL, Irp);
}
`;
    const enable = (statement: string, end: string): string => `NTSTATUS Enable(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = (const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status = STATUS_SUCCESS;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    ${statement}Dispatch->WskControl^Socket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
        &Control, 0, NULL, NULL, NULL);
${end}}
`;
    for (const [kind, code] of [
      ['assigned', enable('Status = ', '    return Status;\n')],
      ['returned', enable('return ', '').replace('    NTSTATUS Status = STATUS_SUCCESS;\n', '')],
    ] as const) {
      for (const [style, source] of styles(driver(code))) {
        it(`${kind}, ${style}`, async () => {
          await right(source, 'once for all sockets', [
            'WSK_SET_STATIC_EVENT_CALLBACKS',
            'UNREFERENCED_PARAMETER(Socket);',
            'Status = EnableStaticEvents(&Npi);',
          ]);
          const { text } = await refactored(source, 'once for all sockets');
          assert.ok(!text.includes('SO_WSK_EVENT_CALLBACK'), text);
        });
      }
    }
    it('not where something is disabled', async () => {
      const other = stop('(VOID)')
        .replace('^', '')
        .replace(headers, '')
        .replace(' | WSK_EVENT_DISCONNECT', '')
        .replace('NTSTATUS Stop', 'NTSTATUS Halt');
      const source = driver(`${other}${enable('Status = ', '    return Status;\n')}`);
      assert.ok(!(await titles(source)).some((title) => title.includes('once for all')));
    });
  });
});
