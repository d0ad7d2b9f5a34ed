// CASE: the list is put into the context for a worker, and STATUS_SUCCESS gives it back to WSK at once
#include <ntddk.h>
#include <wsk.h>

typedef struct _INBOX { PIO_WORKITEM Item; PWSK_DATA_INDICATION Mail; SIZE_T Size; } INBOX, *PINBOX;
IO_WORKITEM_ROUTINE InboxRead;
VOID InboxDead(PINBOX Inbox);

static NTSTATUS WSKAPI InboxReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PINBOX Inbox = Ctx;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Accepted);
    if (Data == NULL) {
        InboxDead(Inbox);
    } else {
        Inbox->Mail = Data;                     // EXPECT(release-not-retained)
        Inbox->Size = Bytes;
        IoQueueWorkItem(Inbox->Item, InboxRead, DelayedWorkQueue, Inbox);
    }
    return Status;                              // OR(release-not-retained)
}

const WSK_CLIENT_CONNECTION_DISPATCH InboxDispatch = { .WskReceiveEvent = InboxReceive };
