// CASE: helpers store the mask for their callers: one as it is told to, one whatever it is told
#include <ntddk.h>
#include <wsk.h>

static VOID Choose(int Mode, PULONG Mask)
{
    *Mask = WSK_EVENT_RECEIVE;
    if (Mode > 1)
        *Mask |= WSK_EVENT_DISCONNECT;
    if (Mode > 2)
        *Mask |= WSK_EVENT_DISABLE;                             // NOT(disable-one-event)
}

static VOID Fill(PWSK_EVENT_CALLBACK_CONTROL Control)
{
    Control->NpiId = &NPI_WSK_INTERFACE_ID;
    Control->EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
    Control->EventMask |= WSK_EVENT_DISABLE;                    // EXPECT(disable-one-event)
}

static NTSTATUS Apply(PWSK_SOCKET Socket, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(*Control), Control, 0, NULL, NULL, NULL);
}

NTSTATUS Start(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, 0 };

    Choose(2, &Control.EventMask);                              // NOT(disable-one-event)
    return Apply(Socket, &Control);
}

NTSTATUS Stop(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, 0 };

    Choose(3, &Control.EventMask);                              // EXPECT(disable-one-event) NOFIX(disable-one-event)
    return Apply(Socket, &Control);
}

NTSTATUS StopAlways(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Fill(&Control);                                             // NOT(disable-one-event)
    return Apply(Socket, &Control);
}
