// CASE: a datagram walk that stops, and stores where it is
#include <ntddk.h>
#include <wsk.h>

typedef struct _INBOX { PWSK_DATAGRAM_INDICATION Kept; ULONG Seen; } INBOX, *PINBOX;
VOID InboxDead(PINBOX Inbox);
VOID InboxWake(PINBOX Inbox);

static NTSTATUS WSKAPI InboxReceive(PVOID Ctx, ULONG Flags, PWSK_DATAGRAM_INDICATION Packets)
{
  PINBOX Inbox = Ctx;

  UNREFERENCED_PARAMETER(Flags);
  if (!Packets) {
    InboxDead(Inbox);
    return STATUS_SUCCESS;
  }
  for (; Packets != NULL; Packets = Packets->Next) {
    if (++Inbox->Seen == 100) {
      Inbox->Kept = Packets;                      // EXPECT(release-list-head)
      InboxWake(Inbox);
      return STATUS_PENDING;
    }
  }
  return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH InboxDispatch = { InboxReceive };
