// CASE: WskRegister with a WSK_CLIENT_DISPATCH on the stack; the WSK_CLIENT_NPI beside it may be there
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION g_Registration;

NTSTATUS NetRegister(_In_opt_ PVOID Context)
{
    WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };         // OR(dispatch-lifetime)
    WSK_CLIENT_NPI Npi;
    NTSTATUS Status;

    Npi.ClientContext = Context;
    Npi.Dispatch = &Dispatch;                           // OR(dispatch-lifetime)


    Status = WskRegister(&Npi, &g_Registration);        // EXPECT(dispatch-lifetime)
    if (!NT_SUCCESS(Status)) {
        DbgPrint("register: %08x\n", Status);
    }
    return Status;
}

VOID NetUnregister(VOID)
{
    WskDeregister(&g_Registration);
}
