// CASE: the callback leaves early when the flag is set and believes itself at PASSIVE_LEVEL afterwards
#include <ntddk.h>
#include <wsk.h>

typedef struct _CACHE { FAST_MUTEX Lock; ULONG Hits; } CACHE, *PCACHE;

static VOID CacheTouch(PCACHE Cache)
{
    ExAcquireFastMutex(&Cache->Lock);
    Cache->Hits++;
    ExReleaseFastMutex(&Cache->Lock);
}

static NTSTATUS WSKAPI CacheDisconnect(_In_opt_ PVOID SocketContext, _In_ ULONG Flags)
{
    PCACHE Cache = SocketContext;
    BOOLEAN AtDispatch = (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) != 0;

    if (AtDispatch)
        return STATUS_SUCCESS;

    CacheTouch(Cache);                          // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH CacheDispatch = { .WskDisconnectEvent = CacheDisconnect };
