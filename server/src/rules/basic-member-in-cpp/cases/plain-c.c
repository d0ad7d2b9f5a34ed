// CASE: in C the two members are unnamed, so the short form is the right one
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI PcFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID PcClose(PWSK_SOCKET Socket)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *ops = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return;
    IoSetCompletionRoutine(irp, PcFreeOnDone, NULL, TRUE, TRUE, TRUE);
    (VOID)ops->WskCloseSocket(Socket, irp);                         // NOT(basic-member-in-cpp)
}
