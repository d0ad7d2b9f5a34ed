// CASE: the device's count plus one; zero is the second argument only
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI PlusFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PlusClose(PWSK_SOCKET Socket, PDEVICE_OBJECT Device)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;
    CCHAR count = (CCHAR)(Device->StackSize + 1);
    PIRP irp = IoAllocateIrp(count, 0);                     // NOT(irp-stack-size)

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, PlusFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return basic->WskCloseSocket(Socket, irp);
}
