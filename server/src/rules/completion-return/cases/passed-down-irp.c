// CASE: the IRP belongs to the caller of the driver, so completion goes on
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PASS { PWSK_SOCKET Socket; LONG Writes; } PASS, *PPASS;

static NTSTATUS NTAPI PassWritten(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned)
        IoMarkIrpPending(Irp);
    InterlockedIncrement(&((PPASS)Context)->Writes);
    return STATUS_SUCCESS;                              // NOT(completion-return)
}

NTSTATUS NTAPI PassWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPASS pass = DeviceObject->DeviceExtension;
    WSK_BUF buf;

    buf.Mdl = Irp->MdlAddress;
    buf.Offset = 0;
    buf.Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
    IoSetCompletionRoutine(Irp, PassWritten, pass, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)pass->Socket->Dispatch)->WskSend(pass->Socket, &buf, 0, Irp);
}
