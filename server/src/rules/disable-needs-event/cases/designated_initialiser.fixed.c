// CASE: the whole mask is the disable bit, in a designated initialiser
#include <ntddk.h>
#include <wsk.h>

typedef struct _VPN_PEER {
    PWSK_SOCKET Socket;
    BOOLEAN     Receiving;
} VPN_PEER, *PVPN_PEER;

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
VpnPeerPause(
    _Inout_ PVPN_PEER Peer
    )
{
    WSK_EVENT_CALLBACK_CONTROL EventControl = {
        .NpiId     = &NPI_WSK_INTERFACE_ID,
        .EventMask = WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE              // EXPECT(disable-needs-event)
    };
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Peer->Socket->Dispatch;
    NTSTATUS Status;

    Status = Dispatch->WskControlSocket(Peer->Socket,
                                        WskSetOption,
                                        SO_WSK_EVENT_CALLBACK,
                                        SOL_SOCKET,
                                        sizeof(EventControl),
                                        &EventControl,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL);
    if (Status == STATUS_SUCCESS || Status == STATUS_EVENT_PENDING)
    {
        Peer->Receiving = FALSE;
    }
    return Status;
}
