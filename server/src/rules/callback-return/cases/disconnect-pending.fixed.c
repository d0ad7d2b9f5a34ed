// CASE: WskDisconnectEvent returns STATUS_PENDING because the work goes on elsewhere
#include <ntddk.h>
#include <wsk.h>

typedef struct _SHARE { PIO_WORKITEM Item; LONG Queued; } SHARE, *PSHARE;

IO_WORKITEM_ROUTINE ShareTeardown;

NTSTATUS WSKAPI ShareDisconnect(_In_opt_ PVOID SocketContext, _In_ ULONG Flags)
{
    PSHARE Share = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (InterlockedExchange(&Share->Queued, 1) != 0) {
        return STATUS_SUCCESS;
    }

    IoQueueWorkItem(Share->Item, ShareTeardown, DelayedWorkQueue, Share);


    return STATUS_SUCCESS;              // EXPECT(callback-return)
}

const WSK_CLIENT_CONNECTION_DISPATCH ShareDispatch = { NULL, ShareDisconnect, NULL };
