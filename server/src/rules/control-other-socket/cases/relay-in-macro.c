// CASE: a macro takes the table's socket and the target apart; the second use mixes the two legs of a relay
#include <ntddk.h>
#include <wsk.h>

typedef struct _RELAY {
    struct { PWSK_SOCKET Sock; BOOLEAN Up; } In, Out;       /* both connected */
} RELAY, *PRELAY;

#define EVENTS_VIA(via, target, ctl)                                                                    \
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)(via)->Dispatch)->WskControlSocket((target), WskSetOption,      \
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(ctl), &(ctl), 0, NULL, NULL, NULL)

NTSTATUS RelayArm(PRELAY r)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    NTSTATUS st;

    st = EVENTS_VIA(r->In.Sock, r->In.Sock, c);             // NOT(control-other-socket)
    if (!NT_SUCCESS(st))
        return st;
    r->In.Up = TRUE;

    st = EVENTS_VIA(r->In.Sock, r->Out.Sock, c);            // EXPECT(control-other-socket)
    if (NT_SUCCESS(st))
        r->Out.Up = TRUE;
    return st;
}
