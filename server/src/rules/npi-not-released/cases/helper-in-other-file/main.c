#include "net.h"

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0) };

VOID NTAPI MainUnload(PDRIVER_OBJECT DriverObject)
{
    (void)DriverObject;
    WskDeregister(&Ctx.Registration);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { &Ctx, &Dispatch };
    NTSTATUS st;

    (void)RegistryPath;
    DriverObject->DriverUnload = MainUnload;
    st = WskRegister(&me, &Ctx.Registration);
    if (!NT_SUCCESS(st))
        return st;
    st = CtxAcquire(&Ctx, 300);                                                 // OR(npi-not-released)
    if (!NT_SUCCESS(st))
        WskDeregister(&Ctx.Registration);
    return st;
}
