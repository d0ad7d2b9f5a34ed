// CASE: a section of its own that the driver locks into memory while it listens
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static PVOID Section;
NTSTATUS WSKAPI Gone(PVOID Context, ULONG Flags);

#pragma alloc_text(PAGENET, Gone)

NTSTATUS WSKAPI Gone(PVOID Context, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Flags);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };

VOID KeepInMemory(VOID)
{
    Section = MmLockPagableCodeSection((PVOID)(ULONG_PTR)Gone);
}
