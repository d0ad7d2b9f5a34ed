// CASE: DriverEntry calls its own unload routine when a later step fails; a flag tells what there is to undo
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _BAY { WSK_REGISTRATION Reg; BOOLEAN Registered; PVOID Table; } BAY;

static BAY Bay;
static const WSK_CLIENT_DISPATCH BayClient = { MAKE_WSK_VERSION(1, 0) };

static VOID NTAPI BayUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (Bay.Registered) {
        WskDeregister(&Bay.Reg);
        Bay.Registered = FALSE;
    }
    if (Bay.Table != NULL)
        ExFreePoolWithTag(Bay.Table, 'yaB');
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { &Bay, &BayClient };
    NTSTATUS st;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = BayUnload;

    st = WskRegister(&me, &Bay.Reg);                        // NOT(not-deregistered)
    if (!NT_SUCCESS(st))
        goto Fail;
    Bay.Registered = TRUE;

    Bay.Table = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'yaB');
    if (Bay.Table == NULL) {
        st = STATUS_INSUFFICIENT_RESOURCES;
        goto Fail;
    }
    return STATUS_SUCCESS;

Fail:
    BayUnload(DriverObject);
    return st;                                              // NOT(not-deregistered)
}
