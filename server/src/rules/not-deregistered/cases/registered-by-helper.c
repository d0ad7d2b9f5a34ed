// CASE: a helper registers; DriverEntry forgets it when the next step fails
#include <ntddk.h>
#include <wsk.h>

typedef struct _HUB { WSK_REGISTRATION Reg; PDEVICE_OBJECT Control; } HUB;

static HUB Hub;
static const WSK_CLIENT_DISPATCH HubClient = { MAKE_WSK_VERSION(1, 0) };

static NTSTATUS HubRegister(HUB *H)
{
    WSK_CLIENT_NPI me;

    me.ClientContext = H;
    me.Dispatch = &HubClient;
    return WskRegister(&me, &H->Reg);                       // OR(not-deregistered)
}

static NTSTATUS HubDevice(HUB *H, PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING name;

    RtlInitUnicodeString(&name, L"\\Device\\Hub");
    return IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &H->Control);
}

static VOID NTAPI HubUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteDevice(Hub.Control);
    WskDeregister(&Hub.Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS st;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = HubUnload;

    st = HubRegister(&Hub);                                 // OR(not-deregistered)
    if (!NT_SUCCESS(st))
        goto Failed;



    st = HubDevice(&Hub, DriverObject);
    if (!NT_SUCCESS(st))
        goto Failed;
    return STATUS_SUCCESS;

Failed:
    return st;                                              // EXPECT(not-deregistered)
}
