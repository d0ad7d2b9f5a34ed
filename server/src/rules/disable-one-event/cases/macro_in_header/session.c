#include "nbevents.h"

typedef struct _NB_SESSION {
    PWSK_SOCKET Socket;
    BOOLEAN     Live;
} NB_SESSION, *PNB_SESSION;

NTSTATUS
NbSessionResume(
    _Inout_ PNB_SESSION Session
    )
{
    NTSTATUS status = NbSetEvents(Session->Socket, NB_EVENTS_ALL);      // NOT(disable-one-event)

    Session->Live = NT_SUCCESS(status);
    return status;
}

NTSTATUS
NbSessionPark(
    _Inout_ PNB_SESSION Session
    )
{
    Session->Live = FALSE;
    return NbSetEvents(Session->Socket, NB_EVENTS_NONE);                // EXPECT(disable-one-event)
}
