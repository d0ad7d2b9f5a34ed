// CASE: the driver's own bits are in the upper half, and are cut off on their way to the helper that makes a mask of them
#include <ntddk.h>
#include <wsk.h>

#define WANT_DATA  0x00010000
#define WANT_CLOSE 0x00000002

static ULONG ToEvents(USHORT Want)
{
    ULONG Events = 0;

    if (Want & WANT_DATA)
        Events |= WSK_EVENT_RECEIVE;
    if (Want & WANT_CLOSE)
        Events |= WSK_EVENT_DISCONNECT;
    return Events;
}

static NTSTATUS Enable(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Events };

    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS EnableData(PWSK_SOCKET Socket)
{
    return Enable(Socket, ToEvents((USHORT)WANT_DATA));                     // EXPECT(empty-event-mask)
}

NTSTATUS EnableBoth(PWSK_SOCKET Socket)
{
    return Enable(Socket, ToEvents((USHORT)(WANT_DATA | WANT_CLOSE)));      // NOT(empty-event-mask)
}
