// CASE: a framework driver: the driver object's cleanup callback runs also when DriverEntry fails
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _CRANE { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; BOOLEAN Registered, Captured; } CRANE, *PCRANE;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CRANE, CraneOf)

static const WSK_CLIENT_DISPATCH CraneClient = { MAKE_WSK_VERSION(1, 0) };
EVT_WDF_OBJECT_CONTEXT_CLEANUP CraneCleanup;

static NTSTATUS CraneStart(PCRANE Crane)
{
    WSK_CLIENT_NPI me = { Crane, &CraneClient };
    NTSTATUS st = WskRegister(&me, &Crane->Reg);

    if (!NT_SUCCESS(st))
        return st;
    Crane->Registered = TRUE;
    st = WskCaptureProviderNPI(&Crane->Reg, WSK_NO_WAIT, &Crane->Npi);
    Crane->Captured = NT_SUCCESS(st);
    return st;
}

VOID CraneCleanup(WDFOBJECT Driver)
{
    PCRANE crane = CraneOf(Driver);

    if (crane->Captured)
        WskReleaseProviderNPI(&crane->Reg);
    if (crane->Registered)
        WskDeregister(&crane->Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFDRIVER driver;
    NTSTATUS st;

    WDF_DRIVER_CONFIG_INIT(&config, NULL);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, CRANE);
    attributes.EvtCleanupCallback = CraneCleanup;
    st = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, &driver);
    if (!NT_SUCCESS(st))
        return st;
    return CraneStart(CraneOf(driver));             // NOT(not-deregistered)
}
