// CASE: a union of the enumeration and the number: what is stored in one member is read from the other
#include <ntddk.h>
#include <wsk.h>

typedef enum _FEED { FeedOff = 0, FeedQuotes = WSK_EVENT_RECEIVE, FeedBoth = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT } FEED;

typedef union _FEED_BITS {
    FEED Feed;
    ULONG Bits;
    UCHAR Bytes[4];
} FEED_BITS;

static NTSTATUS FeedArm(PWSK_SOCKET Socket, FEED_BITS Which)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Which.Bits;                                 // NOT(empty-event-mask)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS FeedStart(PWSK_SOCKET Socket)
{
    FEED_BITS Which = { .Feed = FeedBoth };

    return FeedArm(Socket, Which);                                  // NOT(empty-event-mask)
}

NTSTATUS FeedStartQuotes(PWSK_SOCKET Socket, const UCHAR *Configured)
{
    FEED_BITS Which = { 0 };

    Which.Bytes[0] = Configured[0];
    return FeedArm(Socket, Which);                                  // NOT(empty-event-mask)
}

NTSTATUS FeedStop(PWSK_SOCKET Socket)
{
    FEED_BITS Which;

    Which.Feed = FeedOff;                                           // OR(empty-event-mask)
    return FeedArm(Socket, Which);                                  // EXPECT(empty-event-mask)
}
