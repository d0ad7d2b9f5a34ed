// CASE: macros of a header and of the file say where functions go
#include "driver.h"

#define COLD MAY_BE_PAGED

MAY_BE_PAGED VOID Count(PULONG Number)                          // NOT(pageable-callback)
{
    ++*Number;
}

MAY_BE_PAGED
static NTSTATUS WSKAPI OnBacklog(PVOID Context, SIZE_T Ideal)   // EXPECT(pageable-callback)
{
    *(PSIZE_T)Context = Ideal;
    return STATUS_SUCCESS;
}

ALWAYS_THERE
static NTSTATUS WSKAPI OnGone(PVOID Context, ULONG Flags)       // NOT(pageable-callback)
{
    *(PULONG)Context = Flags;
    return STATUS_SUCCESS;
}

COLD static NTSTATUS WSKAPI OnLost(PVOID Context, ULONG Flags)  // EXPECT(pageable-callback)
{
    *(PULONG)Context = Flags;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH One = { NULL, OnGone, OnBacklog };
const WSK_CLIENT_CONNECTION_DISPATCH Other = { NULL, OnLost, NULL };
