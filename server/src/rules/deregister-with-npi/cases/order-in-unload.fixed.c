// CASE: the unload routine deregisters first and releases the NPI afterwards; it never gets there
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION PortReg;
static WSK_PROVIDER_NPI PortNpi;
static const WSK_CLIENT_DISPATCH PortClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID NTAPI PortUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&PortReg);
    WskDeregister(&PortReg);                        // EXPECT(deregister-with-npi)
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { NULL, &PortClient };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = WskRegister(&me, &PortReg);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&PortReg, WSK_NO_WAIT, &PortNpi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&PortReg);
        return status;
    }
    DriverObject->DriverUnload = PortUnload;
    return STATUS_SUCCESS;
}
