// CASE: nobody looks at what WskRegister returned
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION DropReg;
static const WSK_CLIENT_DISPATCH DropClient = { MAKE_WSK_VERSION(1, 0) };

NTSTATUS DropStart(PWSK_PROVIDER_NPI Npi, ULONG Timeout)
{
    WSK_CLIENT_NPI me = { NULL, &DropClient };
    NTSTATUS status;

    WskRegister(&me, &DropReg);                             // EXPECT(registration-result)



    status = WskCaptureProviderNPI(&DropReg, Timeout, Npi);
    if (!NT_SUCCESS(status))
        DbgPrint("no WSK provider: %08x\n", status);
    return status;
}
