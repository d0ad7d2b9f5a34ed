/**
 * What is legal although it looks wrong. Each guard has code that has to be silent, and one change after which a rule has to
 * speak: silence alone would prove nothing.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { check, listed } from '../checker';

interface Guard {
  readonly guard: string;
  readonly code: string;
  /** `[what to replace, by what, the rule that then speaks]` */
  readonly mistake: readonly [string, string, string];
}

const HEAD = `#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Socket;
    PWSK_DATA_INDICATION Kept;
    PIO_WORKITEM Item;
    BOOLEAN Dead;
} LINK, *PLINK;

IO_WORKITEM_ROUTINE LinkWork;

static NTSTATUS NTAPI Signal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI Free(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
`;

/** A receive callback with this body behind the test for NULL, and its table. */
const receive = (body: string, result = 'STATUS_SUCCESS'): string => `
static NTSTATUS WSKAPI LinkReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
    SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PLINK Link = SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Link->Socket->Dispatch;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        IoQueueWorkItem(Link->Item, LinkWork, DelayedWorkQueue, Link);
        return STATUS_SUCCESS;
    }
${body}
    return ${result};
}

const WSK_CLIENT_CONNECTION_DISPATCH LinkDispatch = { LinkReceive, NULL, NULL };
`;

const guards: readonly Guard[] = [
  {
    guard: 'WSK_BUF on the stack is legal; only MDLs and memory must last',
    code: `
NTSTATUS LinkSend(PLINK Link, PMDL Mdl, SIZE_T Length)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Link->Socket->Dispatch;
    WSK_BUF Buffer = { Mdl, 0, Length };
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Link->Socket, &Buffer, 0, Irp);
}
`,
    mistake: ['{ Mdl, 0, Length }', '{ NULL, 0, 16 }', 'wsk-buf'],
  },
  {
    guard: 'WSK_CLIENT_NPI on the stack is legal',
    code: `
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Join(VOID)
{
    WSK_CLIENT_NPI Npi = { NULL, &ClientDispatch };

    return WskRegister(&Npi, &Registration);
}

VOID Leave(VOID)
{
    WskDeregister(&Registration);
}
`,
    mistake: [
      'WSK_CLIENT_NPI Npi = { NULL, &ClientDispatch };',
      'WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };\n    WSK_CLIENT_NPI Npi = { NULL, &Table };',
      'dispatch-lifetime',
    ],
  },
  {
    guard: 'unconditional wait on the completion event, ignoring the returned status, is legal',
    code: `
NTSTATUS LinkClose(PLINK Link)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Link->Socket->Dispatch;
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Event, TRUE, TRUE, TRUE);
    Dispatch->WskCloseSocket(Link->Socket, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}
`,
    mistake: ['    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);\n', '', 'context-lifetime'],
  },
  {
    guard: 'no IoFreeIrp on the error path of a WSK call is right when the completion routine frees',
    code: `
NTSTATUS LinkClose(PLINK Link)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Link->Socket->Dispatch;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
    Status = Dispatch->WskCloseSocket(Link->Socket, Irp);
    if (!NT_SUCCESS(Status)) {
        DbgPrint("close: %x\\n", Status);
        return Status;
    }
    return STATUS_SUCCESS;
}
`,
    mistake: ['        return Status;\n', '        IoFreeIrp(Irp);\n        return Status;\n', 'irp-double-free'],
  },
  {
    guard: 'disable without IRP is legal if STATUS_EVENT_PENDING is handled',
    code: `
NTSTATUS LinkQuiet(PLINK Link)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Link->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
    NTSTATUS Status;

    Status = Dispatch->WskControlSocket(Link->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (Status == STATUS_EVENT_PENDING)
        IoQueueWorkItem(Link->Item, LinkWork, DelayedWorkQueue, Link);
    return Status;
}
`,
    mistake: [
      'WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE',
      'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE',
      'disable-one-event',
    ],
  },
  {
    guard: 'connection flags on a listening socket are legal',
    code: `
NTSTATUS Inherit(PWSK_SOCKET Listener)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE };

    return Dispatch->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
        &Control, 0, NULL, NULL, NULL);
}
`,
    mistake: ['WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE', 'WSK_EVENT_ACCEPT || WSK_EVENT_RECEIVE', 'event-mask-operator'],
  },
  {
    guard: 'mixed-category flags are legal in the static mask',
    code: `
NTSTATUS Everywhere(const WSK_PROVIDER_NPI *Npi)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID,
        WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISCONNECT };

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control), &Control,
        0, NULL, NULL, NULL);
}
`,
    mistake: ['WSK_EVENT_DISCONNECT }', 'WSK_EVENT_DISABLE }', 'static-disable-flag'],
  },
  {
    guard: 'cast to PWSK_PROVIDER_BASIC_DISPATCH is legal for control and close',
    code: `
NTSTATUS LinkClose(PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_BASIC_DISPATCH Dispatch = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };
    PIRP Irp;
    NTSTATUS Status;

    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
        &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
    return Dispatch->WskCloseSocket(Socket, Irp);
}
`,
    mistake: ['SOL_SOCKET, sizeof(Control)', 'SOL_SOCKET, sizeof(&Control)', 'control-input'],
  },
  {
    guard: 'socket calls after WskReleaseProviderNPI are legal',
    code: `
NTSTATUS LinkClose(PLINK Link, PWSK_REGISTRATION Registration)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Link->Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
    WskReleaseProviderNPI(Registration);
    return Dispatch->WskCloseSocket(Link->Socket, Irp);
}
`,
    mistake: [
      'Dispatch->WskCloseSocket(Link->Socket, Irp)',
      'Link->Npi.Dispatch->WskSocket(Link->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,\n        WSK_FLAG_CONNECTION_SOCKET, Link, NULL, NULL, NULL, NULL, Irp)',
      'use-after-release',
    ],
  },
  {
    guard:
      'completion routine that only signals and returns STATUS_MORE_PROCESSING_REQUIRED is legal when a waiter frees',
    code: `
NTSTATUS LinkDisconnect(PLINK Link)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Link->Socket->Dispatch;
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &Event, TRUE, TRUE, TRUE);
    Status = Dispatch->WskDisconnect(Link->Socket, NULL, 0, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
`,
    mistake: ['    IoFreeIrp(Irp);\n    return Status;\n', '    return Status;\n', 'irp-leak'],
  },
  {
    guard: 'WSK requests without waiting are legal in event callbacks',
    code: receive(`    {
        PIRP Irp = IoAllocateIrp(1, FALSE);

        if (Irp != NULL) {
            IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
            (VOID)Dispatch->WskDisconnect(Link->Socket, NULL, WSK_FLAG_ABORTIVE, Irp);
        }
    }`),
    mistake: [
      'PIRP Irp = IoAllocateIrp(1, FALSE);\n\n        if (Irp != NULL) {\n            IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);\n            (VOID)Dispatch->WskDisconnect(Link->Socket, NULL, WSK_FLAG_ABORTIVE, Irp);',
      'KEVENT Event;\n        PIRP Irp = IoAllocateIrp(1, FALSE);\n\n        if (Irp != NULL) {\n            KeInitializeEvent(&Event, NotificationEvent, FALSE);\n            IoSetCompletionRoutine(Irp, Signal, &Event, TRUE, TRUE, TRUE);\n            (VOID)Dispatch->WskDisconnect(Link->Socket, NULL, WSK_FLAG_ABORTIVE, Irp);\n            KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);\n            IoFreeIrp(Irp);',
      'wait-in-callback',
    ],
  },
  {
    guard: 'WskRelease inside the callback with STATUS_PENDING as result is used in practice',
    code: receive('    Dispatch->WskRelease(Link->Socket, DataIndication);', 'STATUS_PENDING'),
    mistake: ['return STATUS_PENDING;', 'return STATUS_SUCCESS;', 'release-not-retained'],
  },
  {
    guard: 'pointer to const provider dispatch without a cast is legal in C, as Dispatch is const VOID *',
    code: `
NTSTATUS LinkLocal(PWSK_SOCKET Socket, PSOCKADDR Address)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
    return Dispatch->WskGetLocalAddress(Socket, Address, Irp);
}
`,
    mistake: [
      'TRUE, TRUE, TRUE);\n    return Dispatch',
      'TRUE, TRUE, FALSE);\n    return Dispatch',
      'completion-invoke-flags',
    ],
  },
  {
    guard: 'WskSend after a graceful WskDisconnectEvent is legal',
    code: `
static NTSTATUS WSKAPI LinkGone(PVOID SocketContext, ULONG Flags)
{
    PLINK Link = SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Link->Socket->Dispatch;
    WSK_BUF Last = { NULL, 0, 0 };
    PIRP Irp;

    if (Flags & WSK_FLAG_ABORTIVE)
        return STATUS_SUCCESS;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_SUCCESS;
    IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
    (VOID)Dispatch->WskSend(Link->Socket, &Last, 0, Irp);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LinkDispatch = { NULL, LinkGone, NULL };
`,
    mistake: [
      '    (VOID)Dispatch->WskSend(Link->Socket, &Last, 0, Irp);\n    return STATUS_SUCCESS;',
      '    return Dispatch->WskSend(Link->Socket, &Last, 0, Irp) == STATUS_PENDING ? STATUS_PENDING : STATUS_SUCCESS;',
      'callback-return',
    ],
  },
  {
    guard: 'static enable then creation of sockets without that category needs no table',
    code: `
NTSTATUS Start(PLINK Link)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    PIRP Irp;
    NTSTATUS Status;

    Status = Link->Npi.Dispatch->WskControlClient(Link->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
        &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status))
        return Status;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
    return Link->Npi.Dispatch->WskSocket(Link->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}
`,
    mistake: [
      'SOCK_STREAM, IPPROTO_TCP,\n        WSK_FLAG_CONNECTION_SOCKET',
      'SOCK_DGRAM, IPPROTO_UDP,\n        WSK_FLAG_DATAGRAM_SOCKET',
      'events-without-dispatch',
    ],
  },
];

describe('what is legal although it looks wrong', () => {
  it('is fifteen things', () => {
    assert.equal(new Set(guards.map(({ guard }) => guard)).size, 15);
  });

  for (const { guard, code, mistake } of guards) {
    const [from, to, rule] = mistake;

    it(guard, async () => {
      const found = await check(new Map([['driver.c', HEAD + code]]));
      const loud = found.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.equal(listed(loud), '');
    });

    it(`${guard}: ${rule} when it is not so`, async () => {
      assert.ok(code.includes(from), `not in the code: ${from}`);
      const found = await check(new Map([['driver.c', HEAD + code.replace(from, to)]]));
      assert.ok(
        found.some((one) => one.rule === rule),
        listed(found),
      );
    });
  }
});
