// CASE: the status is built by a parser in another file and handed straight back
#include "rx.h"

static NTSTATUS WSKAPI RxIndicate(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PRX Rx = (PRX)SocketContext;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);

    if (DataIndication == NULL) {
        RxShutdown(Rx);
        return STATUS_SUCCESS;
    }
    Status = RxParse(Rx, DataIndication, BytesIndicated);
    if (!NT_SUCCESS(Status)) {
        Rx->Errors++;
    }
    return Status;                              // EXPECT(callback-return)
}

static NTSTATUS WSKAPI RxDisconnect(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    RxShutdown((PRX)SocketContext);
    return STATUS_CONNECTION_DISCONNECTED;      // EXPECT(callback-return)
}

const WSK_CLIENT_CONNECTION_DISPATCH RxDispatch = { RxIndicate, RxDisconnect, NULL };
