// CASE: the routine of an own IRP completes the client's IRP that waits in the context; another own IRP goes to a device, never to WSK
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PROXY_OP { PIRP ClientIrp; } PROXY_OP, *PPROXY_OP;

static NTSTATUS NTAPI ProxySent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPROXY_OP op = Context;
    PIRP client = op->ClientIrp;

    UNREFERENCED_PARAMETER(DeviceObject);
    client->IoStatus = Irp->IoStatus;
    IoFreeIrp(Irp);
    ExFreePoolWithTag(op, 'yxrP');
    IoCompleteRequest(client, IO_NETWORK_INCREMENT);        // NOT(irp-mark-pending)
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ProxyWrite(PWSK_SOCKET Socket, PIRP ClientIrp, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    PPROXY_OP op;
    PIRP irp;

    op = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*op), 'yxrP');
    if (op == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        ExFreePoolWithTag(op, 'yxrP');
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    op->ClientIrp = ClientIrp;
    IoMarkIrpPending(ClientIrp);                            // NOT(irp-mark-pending)
    IoSetCompletionRoutine(irp, ProxySent, op, TRUE, TRUE, TRUE);
    (VOID)conn->WskSend(Socket, Data, 0, irp);
    return STATUS_PENDING;
}

static NTSTATUS NTAPI ProxyFlushed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ProxyFlush(PDEVICE_OBJECT Disk)
{
    PIRP irp = IoAllocateIrp(Disk->StackSize, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    IoSetCompletionRoutine(irp, ProxyFlushed, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(Disk, irp);                         // NOT(irp-mark-pending)
}
