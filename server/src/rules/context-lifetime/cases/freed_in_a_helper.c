// CASE: a helper closes the socket and frees the context of the request: it is wrong, and not its caller; a caller that frees is
#include <ntddk.h>
#include <wsk.h>

#define TAG 'xilF'

typedef struct _FLARE { PWSK_SOCKET Socket; KEVENT Gone; } FLARE, *PFLARE;

static NTSTATUS NTAPI FlareClosed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    KeSetEvent(&((PFLARE)Context)->Gone, IO_NO_INCREMENT, FALSE);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FlareClose(PFLARE Flare)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, FlareClosed, Flare, TRUE, TRUE, TRUE);
    return ((const WSK_PROVIDER_BASIC_DISPATCH *)Flare->Socket->Dispatch)->WskCloseSocket(Flare->Socket, Irp);
}

static VOID FlareDelete(PFLARE Flare)
{
    ExFreePoolWithTag(Flare, TAG);                      // NOT(context-lifetime)
}

static NTSTATUS FlareEnd(PFLARE Flare)
{
    NTSTATUS Status = FlareClose(Flare);

    ExFreePoolWithTag(Flare, TAG);                      // EXPECT(context-lifetime)
    return Status;
}

NTSTATUS FlareOut(PFLARE Flare)
{
    return FlareEnd(Flare);                             // NOT(context-lifetime)
}

VOID FlareDrop(PFLARE Flare)
{
    (VOID)FlareClose(Flare);
    FlareDelete(Flare);                                 // EXPECT(context-lifetime)
}

VOID FlareDropLater(PFLARE Flare)
{
    if (FlareClose(Flare) == STATUS_PENDING)
        KeWaitForSingleObject(&Flare->Gone, Executive, KernelMode, FALSE, NULL);
    FlareDelete(Flare);                                 // NOT(context-lifetime)
}
