// CASE: the last reference closes the socket and waits, three calls below the callback
#include <ntddk.h>
#include <wsk.h>
typedef struct _CONN { PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; LIST_ENTRY Link; LONG State; } CONN, *PCONN;

static NTSTATUS NTAPI SyncDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Ctx)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS CloseSync(PWSK_SOCKET Socket)
{
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (!Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, SyncDone, &Event, TRUE, TRUE, TRUE);
    Status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}

static VOID ConnDestroy(PCONN Conn)
{
    CloseSync(Conn->Socket);
    ExFreePoolWithTag(Conn, 'nnoC');
}

static VOID ConnRelease(PCONN Conn)
{
    if (InterlockedDecrement(&Conn->State) == 0)
        ConnDestroy(Conn);
}

static NTSTATUS WSKAPI OnDisconnect(PVOID SocketContext, ULONG Flags)
{
    PCONN Conn = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    ConnRelease(Conn);                       // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI OnReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PCONN Conn = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        CloseSync(Conn->Socket);             // EXPECT(wait-in-callback)
        return STATUS_SUCCESS;
    }
    InterlockedAdd(&Conn->State, (LONG)BytesIndicated);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH ConnDispatch = { OnReceive, OnDisconnect, NULL };
