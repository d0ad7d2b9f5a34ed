// CASE: right on the normal path, STATUS_CONTINUE_COMPLETION when the request was cancelled
#include <ntddk.h>
#include <wsk.h>

typedef struct _READER { PWSK_SOCKET Socket; PIRP Irp; KEVENT Done; BOOLEAN Cancelled; } READER, *PREADER;

IO_COMPLETION_ROUTINE ReaderDone;

_Use_decl_annotations_
NTSTATUS
NTAPI
ReaderDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PREADER reader = (PREADER)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->IoStatus.Status == STATUS_CANCELLED)
    {
        reader->Cancelled = TRUE;
        KeSetEvent(&reader->Done, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;              // EXPECT(completion-return)
    }

    KeSetEvent(&reader->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;             // NOT(completion-return)
}

NTSTATUS
ReaderRun(
    _Inout_ PREADER Reader,
    _In_ PWSK_BUF Window
    )
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Reader->Socket->Dispatch;
    NTSTATUS status;

    Reader->Irp = IoAllocateIrp(1, FALSE);
    if (Reader->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&Reader->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Reader->Irp, ReaderDone, Reader, TRUE, TRUE, TRUE);
    (VOID)conn->WskReceive(Reader->Socket, Window, 0, Reader->Irp);
    KeWaitForSingleObject(&Reader->Done, Executive, KernelMode, FALSE, NULL);
    status = Reader->Irp->IoStatus.Status;
    IoFreeIrp(Reader->Irp);
    Reader->Irp = NULL;
    return status;
}
