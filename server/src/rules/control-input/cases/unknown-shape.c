// CASE: the size is computed, the address is of any family, the option is not in the model, the fast path is left alone
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _ANY {
    PWSK_SOCKET Socket;
    SOCKADDR_STORAGE Peer;
    BOOLEAN Fast;
    LONG Failed;
} ANY, *PANY;

static NTSTATUS NTAPI AnyDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status))
        InterlockedIncrement(&((PANY)Context)->Failed);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP AnyIrp(PANY Any)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp != NULL)
        IoSetCompletionRoutine(Irp, AnyDone, Any, TRUE, TRUE, TRUE);
    return Irp;
}

static SIZE_T AddressSize(const SOCKADDR_STORAGE *Address)
{
    return Address->ss_family == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN);
}

/* Socket: bound datagram socket */
NTSTATUS AnyPeer(PANY Any)
{
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Any->Socket->Dispatch;
    PIRP Irp = AnyIrp(Any);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return Dispatch->WskControlSocket(Any->Socket, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0,
                                      AddressSize(&Any->Peer), &Any->Peer,      // NOT(control-input)
                                      0, NULL, NULL, Irp);
}

/* Socket: created TCP socket, PASSIVE_LEVEL */
NTSTATUS AnyFast(PANY Any)
{
    PWSK_PROVIDER_BASIC_DISPATCH Basic = (PWSK_PROVIDER_BASIC_DISPATCH)Any->Socket->Dispatch;
    PIRP Irp = AnyIrp(Any);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return Basic->WskControlSocket(Any->Socket, WskIoctl, SIO_LOOPBACK_FAST_PATH, 0,
                                   sizeof(Any->Fast), &Any->Fast,               // NOT(control-input)
                                   0, NULL, NULL, Irp);
}
