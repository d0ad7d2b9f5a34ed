#include <ntddk.h>
#include <wsk.h>

typedef struct _APP_BINDING {
    PWSK_CLIENT Client;
    const WSK_PROVIDER_DISPATCH *Provider;
} APP_BINDING, *PAPP_BINDING;

/* Switches two callbacks on for every socket to come. */
NTSTATUS
    TurnOnForAll(
        PAPP_BINDING Binding)
{
    WSK_EVENT_CALLBACK_CONTROL Request;
    NTSTATUS Result;

    Request.NpiId = &NPI_WSK_INTERFACE_ID;
    Request.EventMask =
        WSK_EVENT_RECEIVE_FROM | WSK_EVENT_RECEIVE;
    Result =
        Binding->
            Provider->
                WskControlClient(
                    Binding->Client,
                    WSK_SET_STATIC_EVENT_CALLBACKS,
                    sizeof(WSK_EVENT_CALLBACK_CONTROL),
                    &Request,
                    0,
                    NULL,
                    NULL,
                    NULL
                    );
    return Result;
}
