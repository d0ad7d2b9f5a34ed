// CASE: the mask stands two helpers down, and both serve sockets with and without a table: who brings the wrong one is at fault
#include <ntddk.h>
#include <wsk.h>

typedef struct _PIER { PWSK_SOCKET Data, Control; } PIER;
NTSTATUS WSKAPI PierGone(PVOID Context, ULONG Flags);
static const WSK_CLIENT_CONNECTION_DISPATCH PierTable = { NULL, PierGone, NULL };

static NTSTATUS PierEvents(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };   // NOT(events-without-dispatch)

    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static BOOLEAN PierWatch(PWSK_SOCKET Socket)
{


    NTSTATUS Status = PierEvents(Socket);               // NOT(events-without-dispatch)

    if (!NT_SUCCESS(Status))
        DbgPrint("not watched: %x\n", Status);
    return NT_SUCCESS(Status);
}

static NTSTATUS NTAPI PierDataUp(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PIER *Pier = Context;

    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        Pier->Data = (PWSK_SOCKET)Irp->IoStatus.Information;
        PierWatch(Pier->Data);                          // NOT(events-without-dispatch)
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI PierControlUp(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PIER *Pier = Context;

    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        Pier->Control = (PWSK_SOCKET)Irp->IoStatus.Information;
        PierWatch(Pier->Control);                       // EXPECT(events-without-dispatch)
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PierDial(PWSK_PROVIDER_NPI Npi, PIER *Pier, BOOLEAN Data, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (Data) {
        IoSetCompletionRoutine(Irp, PierDataUp, Pier, TRUE, TRUE, TRUE);
        return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Pier, &PierTable,
                                               NULL, NULL, NULL, Irp);
    }
    IoSetCompletionRoutine(Irp, PierControlUp, Pier, TRUE, TRUE, TRUE);
    return Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Pier, NULL, NULL, NULL,
                                           NULL, Irp);
}
