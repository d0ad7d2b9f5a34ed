// CASE: the datagram flag on an accepted socket; RECEIVE is meant
#include <ntddk.h>
#include <wsk.h>

typedef struct _NNTP_PEER {
    PWSK_SOCKET Socket;
    ULONG       Articles;
} NNTP_PEER, *PNNTP_PEER;

NTSTATUS NntpPeerStart(PNNTP_PEER Peer)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH Connection = (PWSK_PROVIDER_CONNECTION_DISPATCH)Peer->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Peer->Articles = 0;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE_FROM;             // EXPECT(event-category)
    return Connection->WskControlSocket(Peer->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
