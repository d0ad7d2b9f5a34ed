// CASE: WskReceiveEvent calls a helper of another file, which calls another, which waits for two events
#include "echo.h"

static NTSTATUS WSKAPI EchoReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                   SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PECHO Echo = (PECHO)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        EchoLost(Echo);
        return STATUS_SUCCESS;
    }

    EchoFlush(Echo);                            // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH EchoDispatch = {
    .WskReceiveEvent = EchoReceive,
};
