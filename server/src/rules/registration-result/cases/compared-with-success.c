// CASE: the results are compared with STATUS_SUCCESS: whatever else comes back is a failure
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION CmpReg;
static WSK_PROVIDER_NPI CmpNpi;
static const WSK_CLIENT_DISPATCH CmpClient = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static BOOLEAN CmpUp;

NTSTATUS CmpStart(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &CmpClient };
    NTSTATUS status = WskRegister(&npi, &CmpReg);

    if (status != STATUS_SUCCESS)
        return status;
    status = WskCaptureProviderNPI(&CmpReg, 500, &CmpNpi);
    if (status != STATUS_SUCCESS) {
        WskReleaseProviderNPI(&CmpReg);                     // EXPECT(registration-result)
        WskDeregister(&CmpReg);                             // NOT(registration-result)
    }
    return status;
}

NTSTATUS CmpStartAgain(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &CmpClient };
    NTSTATUS status;

    if ((status = WskRegister(&npi, &CmpReg)) == STATUS_SUCCESS) {
        if ((status = WskCaptureProviderNPI(&CmpReg, WSK_NO_WAIT, &CmpNpi)) == STATUS_SUCCESS)
            CmpUp = TRUE;
        else
            WskDeregister(&CmpReg);                         // NOT(registration-result)
    }
    return status;
}

VOID CmpStop(VOID)
{
    if (CmpUp)
        WskReleaseProviderNPI(&CmpReg);                     // NOT(registration-result)
    WskDeregister(&CmpReg);                                 // NOT(registration-result)
}
