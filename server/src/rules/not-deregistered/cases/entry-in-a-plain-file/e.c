#include <ntddk.h>
NTSTATUS NetUp(void);
void NetDown(void);

DRIVER_UNLOAD Bye;
VOID Bye(PDRIVER_OBJECT d) { UNREFERENCED_PARAMETER(d); NetDown(); }
NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING r)
{
    NTSTATUS st;
    UNREFERENCED_PARAMETER(r);
    d->DriverUnload = Bye;
    if (!NT_SUCCESS(st = NetUp()))
        return st;                                         // NOT(not-deregistered)
    st = IoCreateSymbolicLink((PUNICODE_STRING)r, (PUNICODE_STRING)r);
    return st;                                             // EXPECT(not-deregistered)
}
