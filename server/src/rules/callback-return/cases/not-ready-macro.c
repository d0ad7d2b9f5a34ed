// CASE: a macro with a status of its own in WskReceiveFromEvent, and WskClientEvent that refuses its event
#include <ntddk.h>
#include <wsk.h>

#define REQUIRE(cond, st) do { if (!(cond)) return (st); } while (0)

typedef struct _PING { BOOLEAN Up; ULONG Replies; } PING, *PPING;
VOID PingDead(PPING Ping);

static NTSTATUS WSKAPI PingInput(PVOID Context, ULONG Flags, PWSK_DATAGRAM_INDICATION List)
{
    PPING Ping = Context;

    (void)Flags;
    if (List == NULL) {
        PingDead(Ping);
        return STATUS_SUCCESS;
    }


    REQUIRE(Ping->Up, STATUS_DEVICE_NOT_READY);                 // EXPECT(callback-return)


    for (; List != NULL; List = List->Next)
        Ping->Replies++;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH PingDispatch = { PingInput };

static NTSTATUS WSKAPI PingClient(PVOID ClientContext, ULONG EventType, PVOID Information, SIZE_T InformationLength)
{
    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(InformationLength);
    DbgPrint("wsk client event %lu\n", EventType);
    return STATUS_INVALID_PARAMETER;                            // EXPECT(callback-return)
}

const WSK_CLIENT_DISPATCH PingClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, PingClient };
