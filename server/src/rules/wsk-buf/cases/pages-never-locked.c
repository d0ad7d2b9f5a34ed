// CASE: the caller allocates the MDL and hands it to the function that sends and receives; building it is the caller's part
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINE {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Calls;
    PIRP Irp;
    KEVENT Over;
} LINE, *PLINE;

static NTSTATUS NTAPI LineOver(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LineMove(PLINE Line, PMDL Mdl, SIZE_T Length, BOOLEAN Out)
{
    WSK_BUF Part = { Mdl, 0, Length }; // NOT(wsk-buf)

    IoReuseIrp(Line->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Line->Over);
    IoSetCompletionRoutine(Line->Irp, LineOver, &Line->Over, TRUE, TRUE, TRUE);
    if (Out)
        Line->Calls->WskSend(Line->Socket, &Part, 0, Line->Irp);
    else
        Line->Calls->WskReceive(Line->Socket, &Part, 0, Line->Irp);
    KeWaitForSingleObject(&Line->Over, Executive, KernelMode, FALSE, NULL);
    return Line->Irp->IoStatus.Status;
}

NTSTATUS LineMoveBytes(PLINE Line, PVOID Bytes, ULONG Length, BOOLEAN Out)
{
    PMDL Mdl = IoAllocateMdl(Bytes, Length, FALSE, FALSE, NULL);
    NTSTATUS Status;

    if (Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Status = LineMove(Line, Mdl, Length, Out); // EXPECT(wsk-buf)
    IoFreeMdl(Mdl);
    return Status;
}

NTSTATUS LineMovePool(PLINE Line, PVOID Pool, ULONG Length, BOOLEAN Out)
{
    PMDL Mdl = IoAllocateMdl(Pool, Length, FALSE, FALSE, NULL);
    NTSTATUS Status;

    if (Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(Mdl);
    Status = LineMove(Line, Mdl, Length, Out); // NOT(wsk-buf)
    IoFreeMdl(Mdl);
    return Status;
}
