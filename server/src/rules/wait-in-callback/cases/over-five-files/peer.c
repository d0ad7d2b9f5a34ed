#include "net.h"
NTSTATUS WSKAPI PeerDisconnect(PVOID Context, ULONG Flags)
{
    PPEER Peer = (PPEER)Context;
    if (!(Flags & WSK_FLAG_ABORTIVE))
        PeerFlush(Peer);
    PeerStop(Peer);                          // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}
void PeerFlush(PPEER Peer)
{
    KIRQL Irql;
    KeAcquireSpinLock(&Peer->Lock, &Irql);
    InitializeListHead(&Peer->Queue);
    KeReleaseSpinLock(&Peer->Lock, Irql);
}
