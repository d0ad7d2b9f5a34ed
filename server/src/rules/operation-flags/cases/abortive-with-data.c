// CASE: an abortive disconnect sends nothing, so it takes no buffer
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI CutFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID CutLine(PWSK_SOCKET Socket, PWSK_BUF LastWords, BOOLEAN Hard)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return;
    IoSetCompletionRoutine(irp, CutFreeOnDone, NULL, TRUE, TRUE, TRUE);

    LastWords->Mdl = NULL;
    LastWords->Offset = 0;
    LastWords->Length = 0;
    if (Hard)
        (VOID)conn->WskDisconnect(Socket, LastWords, WSK_FLAG_ABORTIVE, irp);       // EXPECT(operation-flags)
    else
        (VOID)conn->WskDisconnect(Socket, NULL, 0, irp);
}
