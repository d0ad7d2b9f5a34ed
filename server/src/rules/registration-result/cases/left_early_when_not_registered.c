// CASE: the function that cleans up leaves early where there is nothing to undo
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _CRANE { WSK_REGISTRATION Registration; BOOLEAN Registered; PVOID Rope; } CRANE;

static CRANE Crane;
static const WSK_CLIENT_DISPATCH CraneClient = { MAKE_WSK_VERSION(1, 0) };

static VOID CraneLower(VOID)
{
    if (Crane.Rope != NULL)
        ExFreePoolWithTag(Crane.Rope, 'narC');
    Crane.Rope = NULL;
    if (!Crane.Registered)
        return;
    WskDeregister(&Crane.Registration);                     // NOT(registration-result)
    Crane.Registered = FALSE;
}

NTSTATUS CraneRaise(VOID)
{
    WSK_CLIENT_NPI Client = { &Crane, &CraneClient };
    NTSTATUS Status = WskRegister(&Client, &Crane.Registration);

    if (!NT_SUCCESS(Status))
        goto Fail;
    Crane.Registered = TRUE;
    Crane.Rope = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'narC');
    if (Crane.Rope == NULL) {
        Status = STATUS_INSUFFICIENT_RESOURCES;
        goto Fail;
    }
    return STATUS_SUCCESS;

Fail:
    CraneLower();
    return Status;
}
