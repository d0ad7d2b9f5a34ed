// CASE: start captures in one file, stop releases in another
// CLEAN
// COMPLETE
#include "stack.h"

WSK_REGISTRATION StackReg;
WSK_PROVIDER_NPI StackNpi;

static const WSK_CLIENT_DISPATCH StackClient = { MAKE_WSK_VERSION(1, 0) };

NTSTATUS StackStart(VOID)
{
    WSK_CLIENT_NPI me = { NULL, &StackClient };
    NTSTATUS st = WskRegister(&me, &StackReg);

    if (NT_SUCCESS(st)) {
        st = WskCaptureProviderNPI(&StackReg, 100, &StackNpi);                  // NOT(npi-not-released)
        if (!NT_SUCCESS(st))
            WskDeregister(&StackReg);
    }
    return st;
}
