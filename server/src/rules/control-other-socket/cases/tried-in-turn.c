// CASE: the first address that answers gives the connection; which round made socket and table is not known at the close
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    LONG Refs;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Ops;
    PIRP Irp;
    KEVENT Done;
} LINK, *PLINK;

static NTSTATUS NTAPI LinkWake(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP LinkIrp(PLINK Link)
{
    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Link->Done);
    IoSetCompletionRoutine(Link->Irp, LinkWake, &Link->Done, TRUE, TRUE, TRUE);
    return Link->Irp;
}

static NTSTATUS LinkWait(PLINK Link, NTSTATUS Status, ULONG_PTR *Information)
{
    if (Status == STATUS_PENDING)
        KeWaitForSingleObject(&Link->Done, Executive, KernelMode, FALSE, NULL);
    if (Information)
        *Information = Link->Irp->IoStatus.Information;
    return Link->Irp->IoStatus.Status;
}

static VOID LinkRelease(PLINK Link)
{
    if (InterlockedDecrement(&Link->Refs) > 0)
        return;
    if (Link->Socket != NULL) {
        (VOID)LinkWait(Link, Link->Ops->WskCloseSocket(Link->Socket, LinkIrp(Link)), NULL);
        Link->Socket = NULL;
    }
    IoFreeIrp(Link->Irp);
    ExFreePoolWithTag(Link, 'kniL');
}

static NTSTATUS LinkSet(PLINK Link, ULONG Option, ULONG Level, ULONG Value)
{
    NTSTATUS Status = Link->Ops->WskControlSocket(Link->Socket, WskSetOption, Option, Level, sizeof(Value), &Value, 0, NULL,
                                                  NULL, LinkIrp(Link));
    return LinkWait(Link, Status, NULL);
}

static NTSTATUS LinkMove(PLINK Link, PWSK_BUF Buffer, BOOLEAN Out)
{
    ULONG_PTR Moved = 0;
    NTSTATUS Status = Out ? Link->Ops->WskSend(Link->Socket, Buffer, 0, LinkIrp(Link))
                          : Link->Ops->WskReceive(Link->Socket, Buffer, 0, LinkIrp(Link));

    Status = LinkWait(Link, Status, &Moved);
    Buffer->Length = NT_SUCCESS(Status) ? Moved : 0;
    return Status;
}

NTSTATUS LinkTryAll(PWSK_PROVIDER_NPI Npi, PADDRINFOEXW List, PSOCKADDR Local, PWSK_BUF Buffer)
{
    PADDRINFOEXW One;
    NTSTATUS Status = STATUS_NOT_FOUND;
    ULONG NoDelay = 1;
    PLINK Link = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(LINK), 'kniL');

    if (Link == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Link->Refs = 1;
    KeInitializeEvent(&Link->Done, SynchronizationEvent, FALSE);
    Link->Irp = IoAllocateIrp(1, FALSE);
    if (Link->Irp == NULL) {
        ExFreePoolWithTag(Link, 'kniL');
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    for (One = List; One; One = One->ai_next) {
        ULONG_PTR Information = 0;

        Status = Npi->Dispatch->WskSocketConnect(Npi->Client, SOCK_STREAM, IPPROTO_TCP, Local, One->ai_addr, 0, NULL, NULL,
                                                 NULL, NULL, NULL, LinkIrp(Link));
        Status = LinkWait(Link, Status, &Information);
        if (Status != STATUS_SUCCESS)
            continue;
        Link->Socket = (PWSK_SOCKET)Information;
        Link->Ops = Link->Socket->Dispatch;
        break;
    }

    if (!NT_SUCCESS(Status))
        goto Out;
    Status = LinkSet(Link, SO_KEEPALIVE, SOL_SOCKET, 1);
    if (!NT_SUCCESS(Status))
        goto Out;
    Status = LinkSet(Link, TCP_NODELAY, IPPROTO_TCP, NoDelay);
    if (!NT_SUCCESS(Status))
        goto Out;
    Status = LinkMove(Link, Buffer, TRUE);
    while (NT_SUCCESS(Status)) {
        Status = LinkMove(Link, Buffer, FALSE);
        if (!NT_SUCCESS(Status) || Buffer->Length == 0)
            break;
    }
    if (NT_SUCCESS(Status))
        Status = LinkWait(Link, Link->Ops->WskDisconnect(Link->Socket, NULL, 0, LinkIrp(Link)), NULL);
Out:
    LinkRelease(Link);
    return Status;
}
