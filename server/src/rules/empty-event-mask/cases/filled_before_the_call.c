// CASE: {0} first, the members afterwards: directly, through a pointer, in a helper
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static VOID GwFill(PWSK_EVENT_CALLBACK_CONTROL Control, ULONG Mask)
{
    Control->NpiId = &NPI_WSK_INTERFACE_ID;
    Control->EventMask = Mask;
}

static NTSTATUS GwControl(PWSK_SOCKET Socket, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(          // NOT(empty-event-mask)
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*Control), Control, 0, NULL, NULL, NULL);
}

NTSTATUS GwUp(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = {0};

    GwFill(&Control, WSK_EVENT_RECEIVE);
    return GwControl(Socket, &Control);                 // NOT(empty-event-mask)
}

NTSTATUS GwUpToo(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    PWSK_EVENT_CALLBACK_CONTROL p = &Control;

    RtlZeroMemory(p, sizeof(*p));
    p->EventMask |= WSK_EVENT_DISCONNECT;
    p->NpiId = &NPI_WSK_INTERFACE_ID;
    return GwControl(Socket, p);                        // NOT(empty-event-mask)
}
