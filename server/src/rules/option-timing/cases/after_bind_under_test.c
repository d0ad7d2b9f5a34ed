// CASE: the option comes under the test of the bind's result: the two helpers change places
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI Rung(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Finished(PIRP Irp, PKEVENT Bell)
{
    NTSTATUS Status;

    KeWaitForSingleObject(Bell, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}

static NTSTATUS BellBind(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    KEVENT Bell;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Bell, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Rung, &Bell, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskBind(Socket, Local, 0, Irp);
    return Finished(Irp, &Bell);
}

static NTSTATUS BellOption(PWSK_SOCKET Socket, ULONG Option, ULONG Value)
{
    KEVENT Bell;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Bell, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Rung, &Bell, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, Option, SOL_SOCKET, sizeof(Value), &Value, 0, NULL, NULL, Irp);
    return Finished(Irp, &Bell);
}

NTSTATUS BellReady(PWSK_SOCKET Socket, PSOCKADDR Local)
{
    NTSTATUS Status;

    Status = BellBind(Socket, Local);
    if (NT_SUCCESS(Status)) {
        // Others may use the address too.
        Status = BellOption(Socket, SO_REUSEADDR, 1);       // EXPECT(option-timing)
    }
    return Status;
}
