// CASE: SO_RCVBUF is read without an IRP, as if every control call could do without
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI WindowOfComplete(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

ULONG WindowOf(_In_ PWSK_SOCKET Socket)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *Basic = Socket->Dispatch;
    ULONG Bytes = 0;
    NTSTATUS Status;
    PIRP Irp;
    KEVENT Completed;

    // EXPECT(irp-required)
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp != NULL) {
        KeInitializeEvent(&Completed, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, WindowOfComplete, &Completed, TRUE, TRUE, TRUE);
        (VOID)Basic->WskControlSocket(Socket, WskGetOption, SO_RCVBUF, SOL_SOCKET, 0, NULL,
                                      sizeof(Bytes), &Bytes, NULL,
                                      Irp);
        KeWaitForSingleObject(&Completed, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
        IoFreeIrp(Irp);
    } else {
        Status = STATUS_INSUFFICIENT_RESOURCES;
    }
    return NT_SUCCESS(Status) ? Bytes : 0;
}
