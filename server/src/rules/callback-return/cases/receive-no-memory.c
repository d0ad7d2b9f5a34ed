// CASE: WskReceiveEvent leaves through an exit label with STATUS_INSUFFICIENT_RESOURCES in the status variable
#include <ntddk.h>
#include <wsk.h>

typedef struct _CHUNK { LIST_ENTRY Link; SIZE_T Length; } CHUNK, *PCHUNK;
typedef struct _READER { KSPIN_LOCK Lock; LIST_ENTRY Chunks; BOOLEAN Dead; } READER, *PREADER;

VOID ReaderQueueClose(PREADER Reader);

static NTSTATUS WSKAPI
ReaderData(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PREADER Reader = SocketContext;
    NTSTATUS Status = STATUS_SUCCESS;
    PCHUNK Chunk;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        Reader->Dead = TRUE;
        ReaderQueueClose(Reader);
        goto Exit;
    }

    Chunk = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Chunk), 'kdRw');
    if (Chunk == NULL) {
        Status = STATUS_INSUFFICIENT_RESOURCES;         // OR(callback-return)
        goto Exit;
    }
    Chunk->Length = BytesIndicated;
    ExInterlockedInsertTailList(&Reader->Chunks, &Chunk->Link, &Reader->Lock);

Exit:
    return Status;                                      // EXPECT(callback-return)
}

const WSK_CLIENT_CONNECTION_DISPATCH ReaderDispatch = { .WskReceiveEvent = ReaderData };
