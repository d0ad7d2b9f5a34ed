// CASE: a helper with its own mask enables sockets with and without a table: the caller brings the wrong one
#include <ntddk.h>
#include <wsk.h>

typedef struct _BOTH { PWSK_SOCKET Data, Control; } BOTH;
NTSTATUS WSKAPI BothGone(PVOID Context, ULONG Flags);
static const WSK_CLIENT_CONNECTION_DISPATCH BothTable = { NULL, BothGone, NULL };

static NTSTATUS Watch(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };  // NOT(events-without-dispatch)



    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS NTAPI DataUp(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    BOTH *Both = Context;

    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        Both->Data = (PWSK_SOCKET)Irp->IoStatus.Information;
        if (!NT_SUCCESS(Watch(Both->Data)))             // NOT(events-without-dispatch)
            DbgPrint("data is not watched\n");
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI ControlUp(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    BOTH *Both = Context;

    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        Both->Control = (PWSK_SOCKET)Irp->IoStatus.Information;
        if (!NT_SUCCESS(Watch(Both->Control)))          // EXPECT(events-without-dispatch)
            DbgPrint("control is not watched\n");
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Dial(PWSK_PROVIDER_NPI Npi, BOTH *Both, BOOLEAN Data, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (Data) {
        IoSetCompletionRoutine(Irp, DataUp, Both, TRUE, TRUE, TRUE);
        return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Both, &BothTable, NULL,
                                               NULL, NULL, Irp);
    }
    IoSetCompletionRoutine(Irp, ControlUp, Both, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Both, NULL, NULL, NULL, NULL,
                                           Irp);
}
