// CASE: the helper that stops everything does it in the wrong order: that is one mistake, however many call it
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION KilnReg;
static WSK_PROVIDER_NPI KilnNpi;
static const WSK_CLIENT_DISPATCH KilnClient = { MAKE_WSK_VERSION(1, 0) };

static VOID KilnStop(VOID)
{
    WskDeregister(&KilnReg);            // EXPECT(deregister-with-npi)
    WskReleaseProviderNPI(&KilnReg);
}

static NTSTATUS KilnStart(VOID)
{
    WSK_CLIENT_NPI me = { NULL, &KilnClient };
    NTSTATUS st = WskRegister(&me, &KilnReg);

    if (!NT_SUCCESS(st))
        return st;
    st = WskCaptureProviderNPI(&KilnReg, WSK_NO_WAIT, &KilnNpi);
    if (!NT_SUCCESS(st))
        WskDeregister(&KilnReg);
    return st;
}

NTSTATUS KilnFire(PVOID *Bricks)
{
    NTSTATUS st = KilnStart();

    if (!NT_SUCCESS(st))
        return st;
    *Bricks = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'nliK');
    if (*Bricks == NULL) {
        KilnStop();                     // NOT(deregister-with-npi)
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}

VOID KilnCool(PVOID Bricks)
{
    ExFreePoolWithTag(Bricks, 'nliK');
    KilnStop();                         // NOT(deregister-with-npi)
}
