// CASE: the network is started by its first user and stopped by its last; the entry stops it for its own use, and one that forgets to
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

#define LIFT_EIO 5
#define LIFT_ENOMEM 12

static WSK_REGISTRATION LiftReg;
static WSK_PROVIDER_NPI LiftNpi;
static volatile LONG LiftUsers;
static PVOID LiftState, LiftTrace;
static const WSK_CLIENT_DISPATCH LiftClient = { MAKE_WSK_VERSION(1, 0) };

static int lift_errno(NTSTATUS st)
{
    return st == STATUS_INSUFFICIENT_RESOURCES ? LIFT_ENOMEM : LIFT_EIO;
}

static int lift_get(void)
{
    WSK_CLIENT_NPI me = { NULL, &LiftClient };
    NTSTATUS st;

    if (InterlockedIncrement(&LiftUsers) > 1)
        return 0;
    st = WskRegister(&me, &LiftReg);
    if (!NT_SUCCESS(st))
        goto out;
    st = WskCaptureProviderNPI(&LiftReg, WSK_NO_WAIT, &LiftNpi);
    if (!NT_SUCCESS(st))
        goto out_registered;
    return 0;

out_registered:
    WskDeregister(&LiftReg);        // NOT(deregister-with-npi)
out:
    InterlockedDecrement(&LiftUsers);
    return -lift_errno(st);
}

static void lift_put(void)
{
    if (InterlockedDecrement(&LiftUsers) > 0)
        return;
    WskReleaseProviderNPI(&LiftReg);
    WskDeregister(&LiftReg);
}

static VOID NTAPI LiftUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExFreePoolWithTag(LiftTrace, 'tfiL');
    ExFreePoolWithTag(LiftState, 'tfiL');
    lift_put();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    if (lift_get())                 // NOT(deregister-with-npi)
        return STATUS_UNSUCCESSFUL;

    LiftState = ExAllocatePoolWithTag(NonPagedPoolNx, 64, 'tfiL');
    if (LiftState == NULL) {
        lift_put();
        return STATUS_INSUFFICIENT_RESOURCES;       // NOT(not-deregistered)
    }

    LiftTrace = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'tfiL');
    if (LiftTrace == NULL) {
        ExFreePoolWithTag(LiftState, 'tfiL');
        return STATUS_INSUFFICIENT_RESOURCES;       // EXPECT(not-deregistered)
    }

    DriverObject->DriverUnload = LiftUnload;
    return STATUS_SUCCESS;
}
