// CASE: the paged function shares its parameters with a callback but is no entry of any table; the word stands in a comment
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _USERS { LONG Count; FAST_MUTEX Lock; } USERS, *PUSERS;

/* callbacks must not use PAGED_CODE(): #pragma alloc_text(PAGE, UsersGone) was removed */
static NTSTATUS WSKAPI UsersGone(PVOID Context, ULONG Flags)        // NOT(pageable-callback)
{
    UNREFERENCED_PARAMETER(Flags);
    InterlockedDecrement(&((PUSERS)Context)->Count);
    return STATUS_SUCCESS;
}

#if 0
#pragma alloc_text(PAGE, UsersGone)
#endif

NTSTATUS UsersRemove(PVOID Context, ULONG Index)
{
    PUSERS Users = Context;

    PAGED_CODE();                                                   // NOT(pageable-callback)
    ExAcquireFastMutex(&Users->Lock);
    DbgPrint("remove %lu\n", Index);
    ExReleaseFastMutex(&Users->Lock);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH UsersDispatch = { .WskDisconnectEvent = UsersGone };
