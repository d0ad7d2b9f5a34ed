// CASE: the same prototype spelled with structure tags, void *, SAL, a typedef for the result
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef NTSTATUS KSTATUS;

static KSTATUS NTAPI TagDone(struct _DEVICE_OBJECT *device, struct _IRP *irp, void *context)
{
    (void)device;
    (void)context;
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Function_class_(IO_COMPLETION_ROUTINE)
static NTSTATUS NTAPI
SalDone(
    _In_opt_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_reads_opt_(_Inexpressible_("varies")) PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS TagSend(PWSK_SOCKET Socket, PWSK_BUF Data, BOOLEAN Urgent)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (Urgent)
        IoSetCompletionRoutine(irp, TagDone, NULL, TRUE, TRUE, TRUE);       // NOT(completion-signature)
    else
        IoSetCompletionRoutine(irp, &SalDone, NULL, TRUE, TRUE, TRUE);      // NOT(completion-signature)
    return conn->WskSend(Socket, Data, 0, irp);
}
