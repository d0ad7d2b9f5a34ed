// CASE: the allocation helper takes the count; one of its two callers passes 0
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI PoolFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP PoolIrp(CCHAR Locations)
{
    PIRP irp = IoAllocateIrp(Locations, FALSE);     // OR(irp-stack-size)

    if (irp != NULL)
        IoSetCompletionRoutine(irp, PoolFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return irp;
}

NTSTATUS PoolSend(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    PIRP irp = PoolIrp(1);                          // NOT(irp-stack-size)

    return irp != NULL ? conn->WskSend(Socket, Data, 0, irp) : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS PoolReceive(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    PIRP irp = PoolIrp(0);                          // EXPECT(irp-stack-size)

    return irp != NULL ? conn->WskReceive(Socket, Data, 0, irp) : STATUS_INSUFFICIENT_RESOURCES;
}
