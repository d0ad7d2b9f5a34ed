// CASE: the option switches flags that are not in the static mask
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _DHT { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Peer; } DHT, *PDHT;

NTSTATUS DhtStatic(PDHT Dht)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISCONNECT };

    return Dht->Npi.Dispatch->WskControlClient(Dht->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                               sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS DhtSet(PDHT Dht, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Dht->Peer->Dispatch)->WskControlSocket(      // NOT(static-event-changed)
        Dht->Peer, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS DhtResume(PDHT Dht)
{
    return DhtSet(Dht, WSK_EVENT_RECEIVE);                                                  // NOT(static-event-changed)
}

NTSTATUS DhtPause(PDHT Dht)
{
    return DhtSet(Dht, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);                              // NOT(static-event-changed)
}
