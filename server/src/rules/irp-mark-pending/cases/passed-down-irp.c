// CASE: the IRP came from above and is passed down to WSK, so the routine has to mark it
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _DOWN { PWSK_SOCKET Socket; volatile LONG Reads; } DOWN, *PDOWN;

static NTSTATUS NTAPI DownRead(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned)
        IoMarkIrpPending(Irp);                              // NOT(irp-mark-pending)
    InterlockedIncrement(&((PDOWN)Context)->Reads);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI DownDispatchRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDOWN down = DeviceObject->DeviceExtension;
    WSK_BUF buf;

    if (Irp->MdlAddress == NULL) {
        Irp->IoStatus.Status = STATUS_INVALID_PARAMETER;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);            // NOT(irp-mark-pending)
        return STATUS_INVALID_PARAMETER;
    }
    buf.Mdl = Irp->MdlAddress;
    buf.Offset = 0;
    buf.Length = MmGetMdlByteCount(Irp->MdlAddress);
    IoSetCompletionRoutine(Irp, DownRead, down, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)down->Socket->Dispatch)->WskReceive(down->Socket, &buf, 0, Irp);
}
