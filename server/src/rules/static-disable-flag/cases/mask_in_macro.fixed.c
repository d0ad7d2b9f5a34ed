// CASE: the disable bit stands in the macro that is the static mask; another one is added by a statement
#include <ntddk.h>
#include <wsk.h>

#define LOOM_EVENTS (WSK_EVENT_RECEIVE)

typedef struct _LOOM { WSK_REGISTRATION Registration; WSK_PROVIDER_NPI Npi; } LOOM, *PLOOM;

NTSTATUS LoomStatic(PLOOM Loom)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, LOOM_EVENTS };    // EXPECT(static-disable-flag)

    return Loom->Npi.Dispatch->WskControlClient(Loom->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
}

NTSTATUS LoomQuiet(PLOOM Loom)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };

    return Loom->Npi.Dispatch->WskControlClient(Loom->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Control),
                                                &Control, 0, NULL, NULL, NULL);
}
