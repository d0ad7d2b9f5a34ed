// CASE: the mask lives in a context and is added to by calls: the last one makes it wrong
#include <ntddk.h>
#include <wsk.h>

typedef struct _ADDED { PWSK_SOCKET Socket; WSK_EVENT_CALLBACK_CONTROL Control; } ADDED;

static VOID Add(ADDED *Added, ULONG Event)
{
    Added->Control.EventMask |= Event;
}

static NTSTATUS Apply(ADDED *Added)
{
    Added->Control.NpiId = &NPI_WSK_INTERFACE_ID;
    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Added->Socket->Dispatch)->WskControlSocket(Added->Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Added->Control), &Added->Control, 0, NULL, NULL, NULL);
}

NTSTATUS Mute(ADDED *Added)
{
    Added->Control.EventMask = 0;
    Add(Added, WSK_EVENT_RECEIVE);
    Add(Added, WSK_EVENT_DISCONNECT);


    Add(Added, WSK_EVENT_DISABLE);      // EXPECT(disable-one-event)
    return Apply(Added);
}

NTSTATUS Listen(ADDED *Added)
{
    Added->Control.EventMask = 0;
    Add(Added, WSK_EVENT_RECEIVE);
    Add(Added, WSK_EVENT_DISCONNECT);
    return Apply(Added);                // NOT(disable-one-event)
}
