// CASE: the outputs are set for new peers; for known ones the path returns STATUS_SUCCESS early
#include <ntddk.h>
#include <wsk.h>

typedef struct _PEERS { PWSK_SOCKET Socket[2]; } PEERS, *PPEERS;
extern const WSK_CLIENT_CONNECTION_DISPATCH PeersConn;
VOID PeersDead(PPEERS Peers);

static NTSTATUS WSKAPI PeersAccept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *ctx,
                                   const WSK_CLIENT_CONNECTION_DISPATCH **disp)
{
    PPEERS Peers = c;

    (void)f; (void)l;
    if (s == NULL) {
        PeersDead(Peers);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    if (r->sa_family == AF_INET6) {
        Peers->Socket[1] = s;
        return STATUS_SUCCESS;                  // EXPECT(accept-outputs)
    }



    Peers->Socket[0] = s;
    *ctx = Peers;
    *disp = &PeersConn;
    return STATUS_SUCCESS;                      // NOT(accept-outputs)
}

const WSK_CLIENT_LISTEN_DISPATCH PeersListen = { PeersAccept };
