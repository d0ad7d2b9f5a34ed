// CASE: members set through the context elsewhere, by an element pointer, by an out parameter, from the registry
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _HUB {
    PWSK_SOCKET Port[4];                        /* connected */
    WSK_EVENT_CALLBACK_CONTROL Each[4];
} HUB, *PHUB;

BOOLEAN HubReadMask(_Out_ PULONG Mask);         /* in another module */

NTSTATUS HubEnable(PHUB Hub, ULONG Index)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Hub->Port[Index]->Dispatch)->WskControlSocket(Hub->Port[Index],
        WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Hub->Each[Index]), &Hub->Each[Index], 0, NULL, NULL, NULL);      // NOT(control-uninitialized)
}

NTSTATUS HubEnableFirst(PHUB Hub)
{
    WSK_EVENT_CALLBACK_CONTROL Local[2];
    PWSK_EVENT_CALLBACK_CONTROL p = Local;

    p->NpiId = &NPI_WSK_INTERFACE_ID;
    p->EventMask = WSK_EVENT_RECEIVE;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Hub->Port[0]->Dispatch)->WskControlSocket(Hub->Port[0],
        WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Local[0]), Local, 0, NULL, NULL, NULL);                          // NOT(control-uninitialized)
}

NTSTATUS HubEnableConfigured(PHUB Hub)
{
    WSK_EVENT_CALLBACK_CONTROL c;

    c.NpiId = &NPI_WSK_INTERFACE_ID;
    if (!HubReadMask(&c.EventMask))
        return STATUS_NOT_FOUND;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Hub->Port[1]->Dispatch)->WskControlSocket(Hub->Port[1],
        WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);                                    // NOT(control-uninitialized)
}
