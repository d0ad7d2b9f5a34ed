// CASE: many requests are under way when another IRP is left behind
#include <ntddk.h>
#include <wsk.h>
typedef struct _PEER { PWSK_SOCKET Socket; PIRP Irp; WSK_BUF Data; BOOLEAN Wanted; LONG Sent; LONG Failed; } PEER, *PPEER;
static NTSTATUS NTAPI Sent(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    PPEER peer = (PPEER)context;
    UNREFERENCED_PARAMETER(device);
    if (NT_SUCCESS(irp->IoStatus.Status)) InterlockedIncrement(&peer->Sent);
    else InterlockedIncrement(&peer->Failed);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static VOID SendTo(PPEER peer)
{
    if (!peer->Wanted) return;
    IoReuseIrp(peer->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(peer->Irp, Sent, peer, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)peer->Socket->Dispatch)->WskSend(peer->Socket, &peer->Data, 0, peer->Irp);
}
NTSTATUS SendToAll(PPEER a, PPEER b, PPEER c, PPEER d, PPEER e, BOOLEAN more)
{
    PIRP irp;
    SendTo(a); SendTo(b); SendTo(c); SendTo(d); SendTo(e);
    irp = IoAllocateIrp(1, FALSE);                     // EXPECT(irp-leak)
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    if (!more) return STATUS_SUCCESS;                  // OR(irp-leak)
    IoFreeIrp(irp);
    return STATUS_SUCCESS;
}
NTSTATUS SendToAllAndFree(PPEER a, PPEER b, PPEER c, PPEER d, PPEER e, BOOLEAN more)
{
    PIRP irp;
    SendTo(a); SendTo(b); SendTo(c); SendTo(d); SendTo(e);
    irp = IoAllocateIrp(1, FALSE);                     // NOT(irp-leak)
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    if (more) a->Wanted = FALSE;
    IoFreeIrp(irp);
    return STATUS_SUCCESS;
}
