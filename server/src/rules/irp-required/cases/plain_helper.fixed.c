// CASE: a helper that does nothing but make the call is given NULL for an option that needs an IRP
#include <ntddk.h>
#include <wsk.h>

static ULONG g_Buffer = 0x10000;

static NTSTATUS WickSet(PWSK_SOCKET Socket, ULONG Option, PVOID Value, SIZE_T Size, PIRP Irp)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = (const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch;

    return Dispatch->WskControlSocket(Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL, NULL, Irp);   // NOT(irp-required)
}

static NTSTATUS NTAPI WickGrowComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WickGrow(PWSK_SOCKET Socket)
{
    NTSTATUS Status;
    PIRP Irp;
    KEVENT Completed;

    // EXPECT(irp-required)
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp != NULL) {
        KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, WickGrowComplete, &Completed, TRUE, TRUE, TRUE);
        (VOID)WickSet(Socket, SO_RCVBUF, &g_Buffer, sizeof(g_Buffer), Irp);
        KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
        IoFreeIrp(Irp);
    } else {
        Status = STATUS_INSUFFICIENT_RESOURCES;
    }
    return Status;
}
