#include "net.h"
static NET g_Net;
extern NTSTATUS Other(void);
DRIVER_UNLOAD Unload;
VOID Unload(PDRIVER_OBJECT d) { UNREFERENCED_PARAMETER(d); NetCleanup(&g_Net); }
static NTSTATUS Start(void)
{
    NTSTATUS st = NetInit(&g_Net);
    if (!NT_SUCCESS(st)) return st;
    st = Other();
    if (!NT_SUCCESS(st)) NetCleanupBad(&g_Net);                               // EXPECT(deregister-with-npi)
    return st;
}
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING r)
{
    UNREFERENCED_PARAMETER(r);
    d->DriverUnload = Unload;
    return Start();
}
