// CASE: an NMR client attaches and detaches without WskRegister
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>
static const WSK_CLIENT_DISPATCH g_D = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static HANDLE g_Nmr;
static WSK_PROVIDER_NPI g_P;
typedef struct _BIND { WSK_PROVIDER_NPI Npi; HANDLE H; } BIND;
static NTSTATUS NTAPI Attach(HANDLE h, PVOID ctx, PNPI_REGISTRATION_INSTANCE pi)
{
    PVOID provCtx; const VOID *disp; NTSTATUS st;
    UNREFERENCED_PARAMETER(ctx); UNREFERENCED_PARAMETER(pi);
    st = NmrClientAttachProvider(h, &g_P, &g_D, &provCtx, &disp);
    if (NT_SUCCESS(st)) { g_P.Client = (PWSK_CLIENT)provCtx; g_P.Dispatch = (const WSK_PROVIDER_DISPATCH *)disp; }
    return st;
}
static NTSTATUS NTAPI Detach(PVOID ctx) { UNREFERENCED_PARAMETER(ctx); return STATUS_SUCCESS; }
static const NPI_CLIENT_CHARACTERISTICS g_C = { 0, sizeof(NPI_CLIENT_CHARACTERISTICS), Attach, Detach, NULL, { 0 } };
NTSTATUS Up(void) { return NmrRegisterClient(&g_C, NULL, &g_Nmr); }
void Down(void) { if (NmrDeregisterClient(g_Nmr) == STATUS_PENDING) NmrWaitForClientDeregisterComplete(g_Nmr); }
