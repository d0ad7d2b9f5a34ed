// CASE: the one caller has switched the events off for now: the function that it calls says what is enabled all the same
#include <ntddk.h>
#include <wsk.h>

typedef struct _ATTIC { WSK_PROVIDER_NPI Npi; KEVENT Done; PIRP Irp; volatile LONG Count; BOOLEAN Polled; } ATTIC, *PATTIC;

static NTSTATUS WSKAPI AtticReceive(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PATTIC attic = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        KeSetEvent(&attic->Done, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    }
    InterlockedIncrement(&attic->Count);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH AtticTable = { AtticReceive };       // NOT(callback-never-enabled)

static NTSTATUS NTAPI AtticDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PATTIC)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS AtticWait(PATTIC Attic)
{
    KeWaitForSingleObject(&Attic->Done, Executive, KernelMode, FALSE, NULL);
    return Attic->Irp->IoStatus.Status;
}

static PIRP AtticArm(PATTIC Attic)
{
    IoReuseIrp(Attic->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Attic->Irp, AtticDone, Attic, TRUE, TRUE, TRUE);
    return Attic->Irp;
}

static NTSTATUS AtticOpen(PATTIC Attic, PSOCKADDR Local)
{
    WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch;
    PWSK_SOCKET socket;
    NTSTATUS st;

    Attic->Npi.Dispatch->WskSocket(Attic->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                   Attic, &AtticTable, NULL, NULL, NULL, AtticArm(Attic));
    st = AtticWait(Attic);
    if (!NT_SUCCESS(st))
        return st;
    socket = (PWSK_SOCKET)Attic->Irp->IoStatus.Information;
    dispatch = socket->Dispatch;
    dispatch->WskBind(socket, Local, 0, AtticArm(Attic));
    st = AtticWait(Attic);
    if (!NT_SUCCESS(st) || Attic->Polled)
        return st;
    return dispatch->WskControlSocket(socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control,
                                      0, NULL, NULL, NULL);
}

NTSTATUS AtticBegin(PATTIC Attic, PSOCKADDR Local)
{
    Attic->Polled = TRUE;
    return AtticOpen(Attic, Local);
}
