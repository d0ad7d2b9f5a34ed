// CASE: the handler of an exception leaves without the IRP; the second one frees it, the third goes on with a failure
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI RaisedSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    MmUnlockPages((PMDL)Context);
    IoFreeMdl((PMDL)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS RaisedSend(PWSK_SOCKET Socket, PMDL Mdl, ULONG Length, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *table = Socket->Dispatch;
    WSK_BUF buffer;

    buffer.Mdl = Mdl;
    buffer.Offset = 0;
    buffer.Length = Length;
    IoSetCompletionRoutine(Irp, RaisedSent, Mdl, TRUE, TRUE, TRUE);
    return table->WskSend(Socket, &buffer, 0, Irp);         // NOT(wsk-buf)
}

NTSTATUS RaisedForgotten(PWSK_SOCKET Socket, PVOID User, ULONG Length)
{
    PMDL mdl = IoAllocateMdl(User, Length, FALSE, FALSE, NULL);
    PIRP irp;

    if (mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    irp = IoAllocateIrp(1, FALSE);                          // EXPECT(irp-leak)
    if (irp == NULL) {
        IoFreeMdl(mdl);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    __try {
        MmProbeAndLockPages(mdl, UserMode, IoReadAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        IoFreeMdl(mdl);
        return GetExceptionCode();
    }
    return RaisedSend(Socket, mdl, Length, irp);
}

NTSTATUS RaisedFreed(PWSK_SOCKET Socket, PVOID User, ULONG Length)
{
    PMDL mdl = IoAllocateMdl(User, Length, FALSE, FALSE, NULL);
    PIRP irp;

    if (mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    irp = IoAllocateIrp(1, FALSE);                          // NOT(irp-leak)
    if (irp == NULL) {
        IoFreeMdl(mdl);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    __try {
        MmProbeAndLockPages(mdl, UserMode, IoReadAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        IoFreeMdl(mdl);
        IoFreeIrp(irp);
        return GetExceptionCode();
    }
    return RaisedSend(Socket, mdl, Length, irp);
}

NTSTATUS RaisedStatus(PWSK_SOCKET Socket, PVOID User, ULONG Length)
{
    PMDL mdl = IoAllocateMdl(User, Length, FALSE, FALSE, NULL);
    NTSTATUS status = STATUS_SUCCESS;
    PIRP irp;

    if (mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    irp = IoAllocateIrp(1, FALSE);                          // NOT(irp-leak)
    __try {
        if (irp == NULL)
            status = STATUS_INSUFFICIENT_RESOURCES;
        else
            MmProbeAndLockPages(mdl, UserMode, IoReadAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
    }
    if (!NT_SUCCESS(status)) {
        if (irp != NULL)
            IoFreeIrp(irp);
        IoFreeMdl(mdl);
        return status;
    }
    return RaisedSend(Socket, mdl, Length, irp);
}
