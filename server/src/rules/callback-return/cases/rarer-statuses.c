// CASE: statuses that are seldom seen: a helper's failure is mapped by its caller, another one is returned as it is
#include <ntddk.h>
#include <wsk.h>

typedef struct _CHANNEL {
    ULONG Limit;
    volatile LONG Closing;
} CHANNEL, *PCHANNEL;

static NTSTATUS ChannelCheck(PCHANNEL Channel, SIZE_T Bytes)
{
    return Bytes > Channel->Limit ? STATUS_INVALID_BLOCK_LENGTH : STATUS_SUCCESS;
}

static NTSTATUS WSKAPI ChannelInput(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PCHANNEL Channel = Context;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Accepted);
    if (Data == NULL) {
        InterlockedExchange(&Channel->Closing, 1);
        return STATUS_SUCCESS;
    }
    if (!NT_SUCCESS(ChannelCheck(Channel, Bytes)))
        return STATUS_DATA_NOT_ACCEPTED;        // NOT(callback-return)
    if (Channel->Limit == 0)
        return STATUS_INVALID_USER_BUFFER;         // EXPECT(callback-return)
    return ChannelCheck(Channel, 0);            // NOT(callback-return)
}

const WSK_CLIENT_CONNECTION_DISPATCH ChannelTable = { ChannelInput };
