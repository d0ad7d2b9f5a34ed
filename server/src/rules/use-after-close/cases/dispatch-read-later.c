// CASE: after the close only Socket->Dispatch is read, to compare it; the memory may be gone by then
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI MemoFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

BOOLEAN MemoClose(PWSK_SOCKET Socket, const VOID *Known)
{
    PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return FALSE;
    IoSetCompletionRoutine(irp, MemoFreeOnDone, NULL, TRUE, TRUE, TRUE);
    (VOID)basic->WskCloseSocket(Socket, irp);
    return Socket->Dispatch == Known;                       // EXPECT(use-after-close)
}
