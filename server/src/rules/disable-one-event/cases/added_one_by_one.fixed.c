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
    static const ULONG Events[] = { WSK_EVENT_SEND_BACKLOG, WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };
    WSK_EVENT_CALLBACK_CONTROL OneEvent;
    ULONG Wanted;
    ULONG Index;
    NTSTATUS Status;

    Added->Control.NpiId = &NPI_WSK_INTERFACE_ID;
    OneEvent = Added->Control;
    Wanted = OneEvent.EventMask;
    if ((Wanted & WSK_EVENT_DISABLE) != 0) {
        Status = STATUS_SUCCESS;
        for (Index = 0; Index < RTL_NUMBER_OF(Events) && NT_SUCCESS(Status); Index++) {
            if ((Wanted & Events[Index]) != 0) {
                NTSTATUS NextStatus;

                OneEvent.EventMask = Events[Index] | WSK_EVENT_DISABLE;
                NextStatus = ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Added->Socket->Dispatch)->WskControlSocket(Added->Socket, WskSetOption,
                    SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Added->Control), &OneEvent, 0, NULL, NULL, NULL);
                if (NextStatus != STATUS_SUCCESS) {
                    Status = NextStatus;
                }
            }
        }
    } else {
        Status = ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Added->Socket->Dispatch)->WskControlSocket(Added->Socket, WskSetOption,
            SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Added->Control), &OneEvent, 0, NULL, NULL, NULL);
    }
    return Status;
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
