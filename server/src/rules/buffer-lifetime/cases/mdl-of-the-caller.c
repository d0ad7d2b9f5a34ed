// CASE: the MDL comes from elsewhere, and is freed right after the call, after the wait, or where the request has failed
#include <ntddk.h>
#include <wsk.h>

typedef struct _PIPE { PWSK_SOCKET Socket; KEVENT Done; } PIPE, *PPIPE;

static NTSTATUS NTAPI PipeSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI PipeFreesMdl(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    IoFreeMdl(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI PipeSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS PipeStart(PPIPE Pipe, PMDL Mdl, SIZE_T Length, PIO_COMPLETION_ROUTINE Routine, PVOID Context)
{
    WSK_BUF buf = { Mdl, 0, Length };
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Routine, Context, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Pipe->Socket->Dispatch)->WskSend(Pipe->Socket, &buf, 0, irp);
}

NTSTATUS PipeFreesAtOnce(PPIPE Pipe, PMDL Mdl, SIZE_T Length)
{
    NTSTATUS status = PipeStart(Pipe, Mdl, Length, PipeSent, NULL);                 // EXPECT(buffer-lifetime)

    IoFreeMdl(Mdl);
    return status;
}

NTSTATUS PipeLeavesIt(PPIPE Pipe, PMDL Mdl, SIZE_T Length)
{
    return PipeStart(Pipe, Mdl, Length, PipeFreesMdl, Mdl);
}

NTSTATUS PipeEachOfAChain(PPIPE Pipe, PMDL First)
{
    PMDL mdl, next;

    for (mdl = First; mdl != NULL; mdl = next) {
        WSK_BUF buf;
        PIRP irp = IoAllocateIrp(1, FALSE);

        if (irp == NULL)
            return STATUS_INSUFFICIENT_RESOURCES;
        next = mdl->Next;
        buf.Mdl = mdl;
        buf.Offset = 0;
        buf.Length = MmGetMdlByteCount(mdl);
        IoSetCompletionRoutine(irp, PipeSent, NULL, TRUE, TRUE, TRUE);
        (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Pipe->Socket->Dispatch)->WskSend(Pipe->Socket, &buf, 0, irp);  // EXPECT(buffer-lifetime)
        IoFreeMdl(mdl);
    }
    return STATUS_SUCCESS;
}

NTSTATUS PipeWaits(PPIPE Pipe, PMDL Mdl, SIZE_T Length)
{
    WSK_BUF buf = { Mdl, 0, Length };
    NTSTATUS status;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        IoFreeMdl(Mdl);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeClearEvent(&Pipe->Done);
    IoSetCompletionRoutine(irp, PipeSignals, &Pipe->Done, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Pipe->Socket->Dispatch)->WskSend(Pipe->Socket, &buf, 0, irp);  // NOT(buffer-lifetime)
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Pipe->Done, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    IoFreeMdl(Mdl);
    return status;
}

NTSTATUS PipeFreesAfterFailure(PPIPE Pipe, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    WSK_BUF buf = { Mdl, 0, Length };
    NTSTATUS status;

    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, PipeSignals, &Pipe->Done, TRUE, TRUE, TRUE);
    status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Pipe->Socket->Dispatch)->WskSend(Pipe->Socket, &buf, 0, Irp);  // NOT(buffer-lifetime)
    if (!NT_SUCCESS(status))
        IoFreeMdl(Mdl);
    return status;
}
