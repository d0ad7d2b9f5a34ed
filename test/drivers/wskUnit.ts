/** One connection's worth of WSK code: its context, its callbacks, its table, what it sends, how it is closed. */
import type { Random } from './random';

const events = ['WSK_EVENT_RECEIVE', 'WSK_EVENT_DISCONNECT', 'WSK_EVENT_SEND_BACKLOG'] as const;

export function wskUnit(name: string, random: Random, mistaken: boolean): string {
  const event = random.pick(events);
  const second = events[(events.indexOf(event) + 1) % events.length] ?? event;
  // Events have to be switched off one at a time.
  const mask = mistaken ? `${event} | ${second} | WSK_EVENT_DISABLE` : `${event} | WSK_EVENT_DISABLE`;
  return `typedef struct _${name}_CONNECTION {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    LONG Outstanding;
    BOOLEAN Closing;
    UCHAR Buffer[${(random.below(8) + 1) * 256}];
} ${name}_CONNECTION, *P${name}_CONNECTION;

IO_COMPLETION_ROUTINE ${name}SendComplete;
IO_COMPLETION_ROUTINE ${name}SyncComplete;

NTSTATUS
WSKAPI
${name}ReceiveEvent(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATA_INDICATION DataIndication,
    _In_ SIZE_T BytesIndicated,
    _Inout_ SIZE_T *BytesAccepted
    )
{
    P${name}_CONNECTION connection = (P${name}_CONNECTION)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);

    if (connection == NULL || connection->Closing || DataIndication == NULL) {
        // The socket is no longer functional.
        return STATUS_SUCCESS;
    }
    if (BytesIndicated > ${random.below(4096)}) {
        InterlockedIncrement(&connection->Outstanding);
        InterlockedDecrement(&connection->Outstanding);
    }
    return STATUS_SUCCESS;
}

NTSTATUS
WSKAPI
${name}DisconnectEvent(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags
    )
{
    P${name}_CONNECTION connection = (P${name}_CONNECTION)SocketContext;

    UNREFERENCED_PARAMETER(Flags);

    if (connection != NULL) {
        connection->Closing = TRUE;
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH ${name}Dispatch = {
    ${name}ReceiveEvent,
    ${name}DisconnectEvent,
    NULL
};

NTSTATUS
${name}SyncComplete(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
${name}SendComplete(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PVOID Context
    )
{
    P${name}_CONNECTION connection = (P${name}_CONNECTION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (connection != NULL && !NT_SUCCESS(Irp->IoStatus.Status)) {
        connection->Closing = TRUE;
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
${name}Send(
    _In_ P${name}_CONNECTION Connection,
    _In_ PWSK_BUF Data
    )
{
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, ${name}SendComplete, Connection, TRUE, TRUE, TRUE);
    (VOID)Connection->Dispatch->WskSend(Connection->Socket, Data, 0, irp);
    return STATUS_SUCCESS;
}

NTSTATUS
${name}Quiet(
    _In_ P${name}_CONNECTION Connection
    )
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = &NPI_WSK_INTERFACE_ID;
    control.EventMask = ${mask};
    return Connection->Dispatch->WskControlSocket(
        Connection->Socket,
        WskSetOption,
        SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET,
        sizeof(control),
        &control,
        0,
        NULL,
        NULL,
        NULL);
}

NTSTATUS
${name}Close(
    _In_ P${name}_CONNECTION Connection
    )
{
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, ${name}SyncComplete, &event, TRUE, TRUE, TRUE);
    status = Connection->Dispatch->WskCloseSocket(Connection->Socket, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}
`;
}
