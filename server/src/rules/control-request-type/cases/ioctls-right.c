// CASE: IOCTLs with WskIoctl, one of them unknown to the model, one code held in a constant of the driver
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define SIO_PRIVATE_TRACE 0x9800F001
static const ULONG RemoteCode = SIO_WSK_SET_REMOTE_ADDRESS;

typedef struct _FIXED { PWSK_SOCKET Udp; SOCKADDR_IN6 Peer; LONG Failures; } FIXED, *PFIXED;

static NTSTATUS NTAPI FixedDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    if (!NT_SUCCESS(i->IoStatus.Status))
        InterlockedIncrement(&((PFIXED)c)->Failures);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Udp: bound datagram socket */
NTSTATUS FixedSet(PFIXED f)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *d = f->Udp->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, FixedDone, f, TRUE, TRUE, TRUE);
    return d->WskControlSocket(f->Udp, WskIoctl, RemoteCode, 0,             // NOT(control-request-type)
                               sizeof(f->Peer), &f->Peer, 0, NULL, NULL, irp);
}

NTSTATUS FixedTrace(PFIXED f, ULONG Level)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *d = f->Udp->Dispatch;

    return d->WskControlSocket(f->Udp, WskIoctl, SIO_PRIVATE_TRACE, 0,      // NOT(control-request-type)
                               sizeof(Level), &Level, 0, NULL, NULL, NULL);
}
