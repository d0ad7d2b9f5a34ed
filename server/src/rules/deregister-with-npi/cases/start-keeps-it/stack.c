#include "stack.h"

static const WSK_CLIENT_DISPATCH StackDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS StackStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &StackDispatch };
    NTSTATUS status = WskRegister(&client, &Stack.Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Stack.Registration, WSK_NO_WAIT, &Stack.Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Stack.Registration); // NOT(deregister-with-npi)
        return status;
    }
    if (WSK_MAJOR_VERSION(Stack.Provider.Dispatch->Version) != 1) {
        WskReleaseProviderNPI(&Stack.Registration);
        WskDeregister(&Stack.Registration); // NOT(deregister-with-npi)
        return STATUS_REVISION_MISMATCH;
    }
    return STATUS_SUCCESS;
}

VOID StackStop(VOID)
{
    WskDeregister(&Stack.Registration); // EXPECT(deregister-with-npi)
}
