// CASE: an IRP for each peer of a list, sent and forgotten; a peer that is passed over loses its IRP
#include <ntddk.h>
#include <wsk.h>
typedef struct _PEER { LIST_ENTRY Link; PWSK_SOCKET Socket; BOOLEAN Quiet; } PEER;
static NTSTATUS NTAPI Sent(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static VOID Send(PEER *peer, PWSK_BUF b, PIRP irp)
{
    IoSetCompletionRoutine(irp, Sent, NULL, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)peer->Socket->Dispatch)->WskSend(peer->Socket, b, 0, irp);
}
ULONG Wrong(LIST_ENTRY *peers, PWSK_BUF b)
{
    LIST_ENTRY *e;
    ULONG n = 0;
    for (e = peers->Flink; e != peers; e = e->Flink) {
        PEER *peer = CONTAINING_RECORD(e, PEER, Link);
        PIRP irp = IoAllocateIrp(1, FALSE); // EXPECT(irp-leak)
        if (irp == NULL) break;
        if (peer->Quiet) continue;
        Send(peer, b, irp);
        n++;
    }
    return n;
}
ULONG Right(LIST_ENTRY *peers, PWSK_BUF b)
{
    LIST_ENTRY *e;
    ULONG n = 0;
    for (e = peers->Flink; e != peers; e = e->Flink) {
        PEER *peer = CONTAINING_RECORD(e, PEER, Link);
        PIRP irp;
        if (peer->Quiet) continue;
        irp = IoAllocateIrp(1, FALSE); // NOT(irp-leak)
        if (irp == NULL) break;
        Send(peer, b, irp);
        n++;
    }
    return n;
}
