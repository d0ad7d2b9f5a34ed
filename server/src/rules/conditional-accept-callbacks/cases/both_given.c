// CASE: both callbacks in the table of the socket
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _BANK { PWSK_SOCKET Listener; KEVENT Done; } BANK, *PBANK;

NTSTATUS WSKAPI BankAccept(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *, const WSK_CLIENT_CONNECTION_DISPATCH **);
WSK_INSPECT_ACTION WSKAPI BankInspect(PVOID, PSOCKADDR, PSOCKADDR, PWSK_INSPECT_ID);
NTSTATUS WSKAPI BankAbort(PVOID, PWSK_INSPECT_ID);

static const WSK_CLIENT_LISTEN_DISPATCH BankEvents = { BankAccept, BankInspect, BankAbort };

static NTSTATUS NTAPI BankDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&((PBANK)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BankOpen(PWSK_PROVIDER_NPI Npi, PBANK Bank)
{
    ULONG On = TRUE;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Bank->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, BankDone, Bank, TRUE, TRUE, TRUE);
    Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                             Bank, &BankEvents, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(&Bank->Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status)) {
        Bank->Listener = (PWSK_SOCKET)Irp->IoStatus.Information;
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, BankDone, Bank, TRUE, TRUE, TRUE);
        ((PWSK_PROVIDER_LISTEN_DISPATCH)Bank->Listener->Dispatch)->WskControlSocket(        // NOT(conditional-accept-callbacks)
            Bank->Listener, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, Irp);
        KeWaitForSingleObject(&Bank->Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}
