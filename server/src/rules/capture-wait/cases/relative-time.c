// CASE: a relative time where milliseconds belong
#include <ntddk.h>
#include <wsk.h>

#define SECONDS(n) (-10000000L * (n))

static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

static VOID Unload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI ClientNpi = { NULL, &Client };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    Driver->DriverUnload = Unload;
    Status = WskRegister(&ClientNpi, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Registration, (ULONG)SECONDS(1), &Npi); // EXPECT(capture-wait)
    if (!NT_SUCCESS(Status))
        WskDeregister(&Registration);
    return Status;
}
