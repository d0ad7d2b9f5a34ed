// CASE: one name of several in the pragma, and one alone
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI DeskGone(PVOID Context, ULONG Flags);
NTSTATUS WSKAPI DeskBacklog(PVOID Context, SIZE_T Size);
VOID DeskStart(VOID);

#pragma alloc_text(PAGE, DeskStart, DeskGone)       // EXPECT(pageable-callback)



#pragma alloc_text(PAGE, DeskBacklog)               // EXPECT(pageable-callback)

const WSK_CLIENT_CONNECTION_DISPATCH DeskDispatch = { NULL, DeskGone, DeskBacklog };

VOID DeskStart(VOID)
{
    PAGED_CODE();
}

NTSTATUS WSKAPI DeskGone(PVOID Context, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Flags);
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI DeskBacklog(PVOID Context, SIZE_T Size)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Size);
    return STATUS_SUCCESS;
}
