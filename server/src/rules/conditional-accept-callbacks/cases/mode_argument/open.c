// CASE: the table of another file has no WskAbortEvent; the mode is an argument of a helper
#include "cafe.h"

static NTSTATUS NTAPI CafeDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&((PCAFE)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID CafeRearm(PCAFE Cafe)
{
    IoReuseIrp(Cafe->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Cafe->Irp, CafeDone, Cafe, TRUE, TRUE, TRUE);
}

static NTSTATUS CafeWait(PCAFE Cafe)
{
    KeWaitForSingleObject(&Cafe->Done, Executive, KernelMode, FALSE, NULL);
    return Cafe->Irp->IoStatus.Status;
}

NTSTATUS CafeSetMode(PCAFE Cafe, ULONG Mode)
{
    CafeRearm(Cafe);
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Cafe->Listener->Dispatch)->WskControlSocket(
        Cafe->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(Mode), &Mode, 0, NULL, NULL, Cafe->Irp);   // OR(conditional-accept-callbacks)
    return CafeWait(Cafe);
}

NTSTATUS CafeOpen(PCAFE Cafe)
{
    NTSTATUS Status;

    Cafe->Irp = IoAllocateIrp(1, FALSE);
    if (Cafe->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Cafe->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Cafe->Irp, CafeDone, Cafe, TRUE, TRUE, TRUE);
    Cafe->Npi.Dispatch->WskSocket(Cafe->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                  Cafe, &CafeEvents, NULL, NULL, NULL, Cafe->Irp);
    Status = CafeWait(Cafe);
    if (NT_SUCCESS(Status)) {
        Cafe->Listener = (PWSK_SOCKET)Cafe->Irp->IoStatus.Information;
        Status = CafeSetMode(Cafe, 1);                              // EXPECT(conditional-accept-callbacks)
    }
    IoFreeIrp(Cafe->Irp);
    Cafe->Irp = NULL;
    return Status;
}
