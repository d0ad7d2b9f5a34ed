// CASE: the unload routine releases the NPI and returns; the registration stays
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION EchoRegistration;
static WSK_PROVIDER_NPI EchoProvider;

static const WSK_CLIENT_DISPATCH EchoClientDispatch = {
    MAKE_WSK_VERSION(1, 0),     // Use WSK version 1.0
    0,
    NULL
};

DRIVER_UNLOAD EchoUnload;

VOID NTAPI EchoUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    if (EchoProvider.Dispatch != NULL)
    {
        EchoProvider.Dispatch = NULL;
        WskReleaseProviderNPI(&EchoRegistration);
    }
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    client.ClientContext = NULL;
    client.Dispatch = &EchoClientDispatch;
    status = WskRegister(&client, &EchoRegistration);       // EXPECT(not-deregistered)
    if (NT_SUCCESS(status))
    {
        DriverObject->DriverUnload = EchoUnload;
        status = WskCaptureProviderNPI(&EchoRegistration, WSK_NO_WAIT, &EchoProvider);
        if (!NT_SUCCESS(status))
        {
            EchoProvider.Dispatch = NULL;
            status = STATUS_SUCCESS;                        /* tried again when the first client comes */
        }
    }

    return status;
}
