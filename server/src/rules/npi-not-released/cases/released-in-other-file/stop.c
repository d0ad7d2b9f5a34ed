#include "stack.h"

VOID StackStop(VOID)
{
    WskReleaseProviderNPI(&StackReg);
    WskDeregister(&StackReg);
}

static VOID NTAPI StackUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    StackStop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = StackUnload;
    return StackStart();
}
