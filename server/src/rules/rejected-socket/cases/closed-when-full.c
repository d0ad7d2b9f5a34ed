// CASE: the callback closes the socket that it then refuses
#include <ntddk.h>
#include <wsk.h>

typedef struct _DESK { ULONG Busy; PWSK_SOCKET Current; } DESK, *PDESK;
extern const WSK_CLIENT_CONNECTION_DISPATCH DeskConn;
VOID DeskDead(PDESK Desk);

static NTSTATUS NTAPI DeskClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WSKAPI DeskAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PDESK Desk = SocketContext;
    PIRP Irp;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        DeskDead(Desk);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    if (Desk->Busy) {
        Irp = IoAllocateIrp(1, FALSE);
        if (Irp != NULL) {
            IoSetCompletionRoutine(Irp, DeskClosed, NULL, TRUE, TRUE, TRUE);
            ((PWSK_PROVIDER_BASIC_DISPATCH)AcceptSocket->Dispatch)->WskCloseSocket(AcceptSocket, Irp);   // EXPECT(rejected-socket)
        }
        return STATUS_REQUEST_NOT_ACCEPTED;                     // OR(rejected-socket)
    }
    Desk->Busy = 1;
    Desk->Current = AcceptSocket;
    *AcceptSocketContext = Desk;
    *AcceptSocketDispatch = &DeskConn;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH DeskListen = { DeskAccept, NULL, NULL };
