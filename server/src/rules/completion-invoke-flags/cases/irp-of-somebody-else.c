// CASE: a passed-down IRP whose routine is wanted on success only
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _TAP { PWSK_SOCKET Socket; volatile LONG64 Bytes; } TAP, *PTAP;

static NTSTATUS NTAPI TapCounted(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PTAP tap = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned)
        IoMarkIrpPending(Irp);
    InterlockedExchangeAdd64(&tap->Bytes, (LONG64)Irp->IoStatus.Information);
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS NTAPI TapRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PTAP tap = DeviceObject->DeviceExtension;
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = tap->Socket->Dispatch;
    WSK_BUF buf = { Irp->MdlAddress, 0, IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length };

    IoSetCompletionRoutine(Irp, TapCounted, tap, TRUE, FALSE, FALSE);           // NOT(completion-invoke-flags)
    return conn->WskReceive(tap->Socket, &buf, 0, Irp);
}
