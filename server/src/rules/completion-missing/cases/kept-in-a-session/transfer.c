#include "session.h"

static NTSTATUS NTAPI OnReceived(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SessionReceive(PSESSION Session, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Session->Socket->Dispatch;

    IoSetCompletionRoutine(Session->ReceiveIrp, OnReceived, Session, TRUE, TRUE, TRUE);
    return dispatch->WskReceive(Session->Socket, Buffer, 0, Session->ReceiveIrp); // NOT(completion-missing)
}

NTSTATUS SessionClose(PSESSION Session)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Session->Socket->Dispatch;

    return dispatch->WskCloseSocket(Session->Socket, Session->CloseIrp); // EXPECT(completion-missing)
}
