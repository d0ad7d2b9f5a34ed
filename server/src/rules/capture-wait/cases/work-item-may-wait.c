// CASE: an infinite wait in a work item and a thread; 500 ms in DriverEntry
// CLEAN
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH g_App = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Reg;
static WSK_PROVIDER_NPI g_Npi;
static IO_WORKITEM_ROUTINE Work;
static VOID Work(PDEVICE_OBJECT d, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c);
    if (!NT_SUCCESS(WskCaptureProviderNPI(&g_Reg, WSK_INFINITE_WAIT, &g_Npi))) DbgPrint("none\n");      // NOT(capture-wait)
}
VOID Unload(PDRIVER_OBJECT d) { UNREFERENCED_PARAMETER(d); WskReleaseProviderNPI(&g_Reg); WskDeregister(&g_Reg); }
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING r)
{
    WSK_CLIENT_NPI npi = { NULL, &g_App }; NTSTATUS st; PIO_WORKITEM w;
    UNREFERENCED_PARAMETER(r);
    d->DriverUnload = Unload;
    st = WskRegister(&npi, &g_Reg);
    if (!NT_SUCCESS(st)) return st;
    st = WskCaptureProviderNPI(&g_Reg, 500, &g_Npi);              // NOT(capture-wait)
    if (NT_SUCCESS(st)) return st;
    w = IoAllocateWorkItem(d->DeviceObject);
    if (w == NULL) { WskDeregister(&g_Reg); return STATUS_NO_MEMORY; }
    IoQueueWorkItem(w, Work, DelayedWorkQueue, NULL);
    return STATUS_SUCCESS;
}
