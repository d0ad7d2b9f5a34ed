// CASE: a socket may be closed while a receive is outstanding, and sent on after the peer's graceful disconnect
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINE {
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    WSK_BUF Goodbye;
} LINE, *PLINE;

static NTSTATUS NTAPI LineFreed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP LineIrp(PLINE Line)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp != NULL)
        IoSetCompletionRoutine(Irp, LineFreed, Line, TRUE, TRUE, TRUE);
    return Irp;
}

NTSTATUS LineReceiveAndClose(PLINE Line)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Line->Socket->Dispatch;
    PIRP Receive = LineIrp(Line);
    PIRP Close;

    if (Receive == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    (VOID)Dispatch->WskReceive(Line->Socket, &Line->Buffer, 0, Receive);
    Close = LineIrp(Line);
    if (Close == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return Dispatch->WskCloseSocket(Line->Socket, Close); // NOT(use-after-close)
}

static NTSTATUS WSKAPI LineDisconnect(PVOID SocketContext, ULONG Flags)
{
    PLINE Line = (PLINE)SocketContext;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Line->Socket->Dispatch;
    PIRP Send;

    if ((Flags & WSK_FLAG_ABORTIVE) != 0)
        return STATUS_SUCCESS;
    Send = LineIrp(Line);
    if (Send != NULL)
        (VOID)Dispatch->WskSend(Line->Socket, &Line->Goodbye, 0, Send); // NOT(unbound-operation)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH LineTable = { NULL, LineDisconnect, NULL };
