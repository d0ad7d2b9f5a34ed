// CASE: the redirect record query passes OutputSizeReturned with an IRP, as its page says
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PROXY {
    PWSK_SOCKET Accepted;
    UCHAR Record[1024];
    SIZE_T RecordSize;
    KEVENT Event;
} PROXY, *PPROXY;

static NTSTATUS NTAPI ProxyDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PPROXY)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ProxyQueryRecord(PPROXY Proxy)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Proxy->Accepted->Dispatch;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Proxy->Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, ProxyDone, Proxy, TRUE, TRUE, TRUE);
    Status = Dispatch->WskControlSocket(Proxy->Accepted, WskIoctl, SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS, 0,
                                        0, NULL, sizeof(Proxy->Record), Proxy->Record,
                                        &Proxy->RecordSize,                             // NOT(control-output)
                                        Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Proxy->Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
