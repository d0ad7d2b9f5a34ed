// CASE: WskSendBacklogEvent takes the size as a ULONG
#include <ntddk.h>
#include <wsk.h>

typedef struct _SENDER {
    volatile LONG Ideal;
} SENDER, *PSENDER;

NTSTATUS WSKAPI SenderBacklog(PVOID SocketContext, ULONG IdealBacklogSize)
{
    PSENDER Sender = (PSENDER)SocketContext;

    InterlockedExchange(&Sender->Ideal, (LONG)IdealBacklogSize);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH SenderDispatch = {
    NULL,
    NULL,
    SenderBacklog           // EXPECT(callback-signature)
};
