// CASE: a parameter is missing, in the declaration too
#include <ntddk.h>
#include <wsk.h>

typedef struct _VALVE { PIO_WORKITEM Item; BOOLEAN Open; } VALVE, *PVALVE;

static NTSTATUS WSKAPI ValveGone(PVOID Context, ULONG Flags);
VOID ValveClose(PVALVE Valve);

const WSK_CLIENT_CONNECTION_DISPATCH ValveDispatch = {
    .WskDisconnectEvent = (PFN_WSK_DISCONNECT_EVENT)ValveGone,      // EXPECT(callback-signature)
};

static NTSTATUS WSKAPI ValveGone(PVOID Context, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    ValveClose((PVALVE)Context);
    return STATUS_SUCCESS;
}
