// CASE: an assertion is no test in a release build; a helper that does not test gets the list
#include <ntddk.h>
#include <wsk.h>

typedef struct _TAP { ULONGLONG Seen; BOOLEAN Enabled; } TAP, *PTAP;

static SIZE_T ListBytes(const WSK_DATA_INDICATION *List)
{
    SIZE_T Sum = 0;

    do {
        Sum += List->Buffer.Length;
        List = List->Next;
    } while (List != NULL);
    return Sum;
}

static NTSTATUS WSKAPI TapReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PTAP Tap = Ctx;

    (VOID)Flags; (VOID)Bytes; (VOID)Accepted;
    ASSERT(Data != NULL);
    if (Tap->Enabled)
        Tap->Seen += ListBytes(Data);                       // EXPECT(null-indication)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH TapDispatch = { TapReceive };
