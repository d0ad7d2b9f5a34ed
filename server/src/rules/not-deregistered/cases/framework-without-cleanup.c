// CASE: a framework driver that undoes the registration in its unload callback only: that one does not run when DriverEntry fails
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static WSK_REGISTRATION WinchReg;
static const WSK_CLIENT_DISPATCH WinchClient = { MAKE_WSK_VERSION(1, 0) };
EVT_WDF_DRIVER_UNLOAD WinchUnload;
NTSTATUS WinchControlDevice(WDFDRIVER Driver);

VOID WinchUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskDeregister(&WinchReg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { NULL, &WinchClient };
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS st;

    WDF_DRIVER_CONFIG_INIT(&config, NULL);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = WinchUnload;
    st = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(st))
        return st;

    st = WskRegister(&me, &WinchReg);
    if (!NT_SUCCESS(st))
        return st;

    st = WinchControlDevice(driver);
    if (!NT_SUCCESS(st))
        return STATUS_UNSUCCESSFUL;                 // EXPECT(not-deregistered)
    return STATUS_SUCCESS;
}
