#include "net.h"
static void PeerDrain(PPEER Peer)
{
    SyncWait(&Peer->Idle);
}
void PeerStop(PPEER Peer)
{
    PeerDrain(Peer);
}
