// CASE: table and socket variables are both replaced before the next call; a helper takes table and socket as parameters
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PORTS { PWSK_SOCKET A, B; } PORTS, *PPORTS;    /* bound datagram sockets */

static NTSTATUS SetOn(const WSK_PROVIDER_DATAGRAM_DISPATCH *Table, PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return Table->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,     // NOT(control-other-socket)
                                   sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS PortsOn(PPORTS p)
{
    PWSK_SOCKET s = p->A;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *t = s->Dispatch;
    NTSTATUS st = SetOn(t, s);                      // NOT(control-other-socket)

    if (!NT_SUCCESS(st))
        return st;
    s = p->B;
    t = s->Dispatch;
    return SetOn(t, s);                             // NOT(control-other-socket)
}
