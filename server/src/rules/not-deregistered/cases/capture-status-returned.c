// CASE: the status of the capture is what DriverEntry returns
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH App = { MAKE_WSK_VERSION(1, 0), 0, NULL };
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
    WSK_CLIENT_NPI Client = { NULL, &App };
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    Driver->DriverUnload = Unload;
    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
    return Status;                                              // EXPECT(not-deregistered)
}
