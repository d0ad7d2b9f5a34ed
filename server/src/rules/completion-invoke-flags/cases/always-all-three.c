// CASE: TRUE, 1, a constant that is TRUE, a value that nobody knows
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static const BOOLEAN Always = TRUE;

static NTSTATUS NTAPI AllFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS AllSend(PWSK_SOCKET Socket, PWSK_BUF A, PWSK_BUF B, BOOLEAN Every)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    PIRP one = IoAllocateIrp(1, FALSE), two;

    if (one == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(one, AllFreeOnDone, NULL, 1, Always, TRUE);          // NOT(completion-invoke-flags)
    (VOID)conn->WskSend(Socket, A, 0, one);

    two = IoAllocateIrp(1, FALSE);
    if (two == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(two, AllFreeOnDone, NULL, TRUE, TRUE, Every);        // NOT(completion-invoke-flags)
    return conn->WskSend(Socket, B, 0, two);
}
