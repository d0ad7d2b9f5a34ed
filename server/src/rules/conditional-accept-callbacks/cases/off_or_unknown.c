// CASE: no callbacks in the table, but the mode is read, switched to 0, or comes from the configuration
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _MALL { PWSK_SOCKET Listener; PIRP Irp; KEVENT Done; ULONG Mode; } MALL, *PMALL;

NTSTATUS WSKAPI MallAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
static const WSK_CLIENT_LISTEN_DISPATCH MallEvents = { MallAccept, NULL, NULL };

static NTSTATUS NTAPI MallDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&((PMALL)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID MallRearm(PMALL Mall)
{
    IoReuseIrp(Mall->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Mall->Irp, MallDone, Mall, TRUE, TRUE, TRUE);
}

static NTSTATUS MallWait(PMALL Mall)
{
    KeWaitForSingleObject(&Mall->Done, Executive, KernelMode, FALSE, NULL);
    return Mall->Irp->IoStatus.Status;
}

NTSTATUS MallOpen(PWSK_PROVIDER_NPI Npi, PMALL Mall)
{
    NTSTATUS Status;

    Mall->Irp = IoAllocateIrp(1, FALSE);
    if (Mall->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Mall->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Mall->Irp, MallDone, Mall, TRUE, TRUE, TRUE);
    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                             Mall, &MallEvents, NULL, NULL, NULL, Mall->Irp);
    Status = MallWait(Mall);
    if (NT_SUCCESS(Status)) {
        PWSK_PROVIDER_LISTEN_DISPATCH Listen;
        ULONG Now = 0, Off = 0;

        Mall->Listener = (PWSK_SOCKET)Mall->Irp->IoStatus.Information;
        Listen = (PWSK_PROVIDER_LISTEN_DISPATCH)Mall->Listener->Dispatch;

        MallRearm(Mall);
        Listen->WskControlSocket(Mall->Listener, WskGetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,       // NOT(conditional-accept-callbacks)
                                 0, NULL, sizeof(Now), &Now, NULL, Mall->Irp);
        Status = MallWait(Mall);
        if (NT_SUCCESS(Status)) {
            MallRearm(Mall);
            Listen->WskControlSocket(Mall->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,   // NOT(conditional-accept-callbacks)
                                     sizeof(Off), &Off, 0, NULL, NULL, Mall->Irp);
            Status = MallWait(Mall);
        }
        if (NT_SUCCESS(Status)) {
            MallRearm(Mall);
            Listen->WskControlSocket(Mall->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,   // NOT(conditional-accept-callbacks)
                                     sizeof(Mall->Mode), &Mall->Mode, 0, NULL, NULL, Mall->Irp);
            Status = MallWait(Mall);
        }
    }
    IoFreeIrp(Mall->Irp);
    Mall->Irp = NULL;
    return Status;
}
