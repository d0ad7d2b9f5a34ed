// CASE: SIO_WSK_QUERY_INSPECT_ID on an accepted socket is made with an IRP
#include <ntddk.h>
#include <wsk.h>

typedef struct _GUEST {
    PWSK_SOCKET Socket;         /* accepted in conditional mode */
    WSK_INSPECT_ID Id;
    SIZE_T Size;
    LONG Known;
} GUEST, *PGUEST;

static NTSTATUS NTAPI GuestIdKnown(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        InterlockedExchange(&((PGUEST)Context)->Known, 1);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS GuestAskId(PGUEST Guest)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Guest->Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, GuestIdKnown, Guest, TRUE, TRUE, TRUE);
    return Dispatch->WskControlSocket(Guest->Socket, WskIoctl, SIO_WSK_QUERY_INSPECT_ID, 0, 0, NULL,
                                      sizeof(Guest->Id), &Guest->Id, &Guest->Size,
                                      Irp);                         // EXPECT(irp-not-allowed) NOFIX(irp-not-allowed)
}
