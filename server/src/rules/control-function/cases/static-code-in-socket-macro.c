// CASE: a macro wraps WskControlSocket; one use of it names the client code for static callbacks
#include <ntddk.h>
#include <wsk.h>

#define SOCKET_SET(s, code, var)                                                            \
    (((PWSK_PROVIDER_BASIC_DISPATCH)(s)->Dispatch)->WskControlSocket((s), WskSetOption,     \
        (code), SOL_SOCKET, sizeof(var), &(var), 0, NULL, NULL, NULL))

/* Udp: bound datagram socket */
NTSTATUS GaugeEvents(PWSK_SOCKET Udp, BOOLEAN Always)
{
    WSK_EVENT_CALLBACK_CONTROL Events = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    NTSTATUS Status;

    if (Always)
    {
        Status = SOCKET_SET(Udp, WSK_SET_STATIC_EVENT_CALLBACKS, Events);       // EXPECT(control-function)
    }
    else
    {
        DbgPrint("gauge: this socket only\n");

        Status = SOCKET_SET(Udp, SO_WSK_EVENT_CALLBACK, Events);                // NOT(control-function)
    }
    return Status;
}
