// CASE: the bit 8 of other flags, outside callbacks, guards blocking work
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define OPEN_QUIET 0x8

typedef struct _FILES { FAST_MUTEX Lock; LIST_ENTRY All; } FILES, *PFILES;

VOID FilesOpen(PFILES Files, PLIST_ENTRY Entry, ULONG Flags)
{
    if (!(Flags & OPEN_QUIET))
        DbgPrint("files: %p\n", Entry);
    if (!(Flags & WSK_FLAG_AT_DISPATCH_LEVEL)) {
        ExAcquireFastMutex(&Files->Lock);                       // NOT(at-dispatch-flag)
        InsertTailList(&Files->All, Entry);
        ExReleaseFastMutex(&Files->Lock);
    }
}

static NTSTATUS WSKAPI FilesDisconnect(PVOID Context, ULONG Flags)
{
    if (!(Flags & WSK_FLAG_AT_DISPATCH_LEVEL))
        DbgPrint("files: %p disconnected below DISPATCH_LEVEL or not\n", Context);      // NOT(at-dispatch-flag)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH FilesDispatch = { NULL, FilesDisconnect };
