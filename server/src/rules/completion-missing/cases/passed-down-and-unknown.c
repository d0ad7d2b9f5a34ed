// CASE: a write IRP is passed down to WSK without a routine, which is legal; an own IRP is armed by a function that is not in the workspace
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _FILTER_EXT { PWSK_SOCKET Socket; } FILTER_EXT, *PFILTER_EXT;

VOID ExtArmIrp(PIRP Irp, PVOID Request);                        /* request library; frees the IRP when it is done */

NTSTATUS NTAPI FilterWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILTER_EXT ext = DeviceObject->DeviceExtension;
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = ext->Socket->Dispatch;
    PIO_STACK_LOCATION sp = IoGetCurrentIrpStackLocation(Irp);
    WSK_BUF buf;

    buf.Mdl = Irp->MdlAddress;
    buf.Offset = 0;
    buf.Length = sp->Parameters.Write.Length;
    return conn->WskSend(ext->Socket, &buf, 0, Irp);            // NOT(completion-missing)
}

NTSTATUS FilterPing(PFILTER_EXT Ext, PWSK_BUF Ping)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Ext->Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    ExtArmIrp(irp, Ext);
    return conn->WskSend(Ext->Socket, Ping, 0, irp);            // NOT(completion-missing)
}
