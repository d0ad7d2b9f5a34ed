// CASE: ACCEPT is enabled statically, a listening socket is created with Dispatch NULL through a wrapper
#include <ntddk.h>
#include <wsk.h>

typedef struct _NFS { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Door; KEVENT Done; } NFS, *PNFS;

static NTSTATUS NTAPI NfsDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(&((PNFS)c)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NfsListener(PNFS Nfs, const WSK_CLIENT_LISTEN_DISPATCH *Table)
{
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Nfs->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, NfsDone, Nfs, TRUE, TRUE, TRUE);
    (void)Nfs->Npi.Dispatch->WskSocket(Nfs->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                       Nfs, Table, NULL, NULL, NULL, irp);      // OR(events-without-dispatch)
    KeWaitForSingleObject(&Nfs->Done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (NT_SUCCESS(st))
        Nfs->Door = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS NfsStart(PNFS Nfs)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    NTSTATUS st;

    st = Nfs->Npi.Dispatch->WskControlClient(Nfs->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(c), &c,
                                             0, NULL, NULL, NULL);
    if (!NT_SUCCESS(st))
        return st;
    return NfsListener(Nfs, NULL);                                              // EXPECT(events-without-dispatch)
}
