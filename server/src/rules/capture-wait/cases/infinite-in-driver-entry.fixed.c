// CASE: DriverEntry waits without end for the provider
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION SlowReg;
static const WSK_CLIENT_DISPATCH SlowClient = { MAKE_WSK_VERSION(1, 0) };

VOID NTAPI SlowUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&SlowReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { NULL, &SlowClient };
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = WskRegister(&me, &SlowReg);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&SlowReg, WSK_NO_WAIT, &npi);      // EXPECT(capture-wait)
    if (!NT_SUCCESS(status)) {
        WskDeregister(&SlowReg);
        return status;
    }
    DbgPrint("wsk %04x\n", npi.Dispatch->Version);
    WskReleaseProviderNPI(&SlowReg);
    DriverObject->DriverUnload = SlowUnload;
    return STATUS_SUCCESS;
}
