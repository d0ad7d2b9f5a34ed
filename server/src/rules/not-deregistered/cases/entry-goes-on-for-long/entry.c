// CASE: the start fails after it has registered, and DriverEntry takes it for not started at all
#include "net.h"

static VOID NTAPI LongUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    LongStop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    NTSTATUS status = LongStart();

    UNREFERENCED_PARAMETER(Path);
    if (!NT_SUCCESS(status)) {
        return status;                                  // EXPECT(not-deregistered)
    }
    Driver->DriverUnload = LongUnload;
    return STATUS_SUCCESS;
}
