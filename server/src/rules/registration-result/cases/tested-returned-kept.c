// CASE: the result is tested at once, returned, or kept for the caller
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _CHK { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; NTSTATUS Last; } CHK;

static const WSK_CLIENT_DISPATCH ChkClient = { MAKE_WSK_VERSION(1, 0) };

NTSTATUS ChkRegister(CHK *Chk)
{
    WSK_CLIENT_NPI me = { Chk, &ChkClient };

    return WskRegister(&me, &Chk->Reg);                     // NOT(registration-result)
}

BOOLEAN ChkReady(CHK *Chk)
{
    if (!NT_SUCCESS(WskCaptureProviderNPI(&Chk->Reg, WSK_NO_WAIT, &Chk->Npi)))      // NOT(registration-result)
        return FALSE;
    WskReleaseProviderNPI(&Chk->Reg);                       // NOT(registration-result)
    return TRUE;
}

VOID ChkCapture(CHK *Chk)
{
    Chk->Last = WskCaptureProviderNPI(&Chk->Reg, 50, &Chk->Npi);                    // NOT(registration-result)
}
