// CASE: the NPI is captured once and never given back
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID NTAPI KeepUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);                   // NOT(deregister-with-npi)
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &ClientDispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status))
        return status;



    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);      // EXPECT(npi-not-released)
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    DriverObject->DriverUnload = KeepUnload;
    return STATUS_SUCCESS;
}
