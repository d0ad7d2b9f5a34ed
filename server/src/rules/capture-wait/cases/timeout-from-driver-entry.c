// CASE: a helper takes the timeout in milliseconds; DriverEntry passes half a minute
#include <ntddk.h>
#include <wsk.h>

#define SECONDS(n) ((n) * 1000UL)

typedef struct _PACE { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; } PACE;

static PACE Pace;
static const WSK_CLIENT_DISPATCH PaceClient = { MAKE_WSK_VERSION(1, 0) };

static NTSTATUS PaceStart(PACE *P, ULONG Timeout)
{
    WSK_CLIENT_NPI me = { P, &PaceClient };
    NTSTATUS st = WskRegister(&me, &P->Reg);

    if (!NT_SUCCESS(st))
        return st;



    st = WskCaptureProviderNPI(&P->Reg, Timeout, &P->Npi);                  // OR(capture-wait)
    if (!NT_SUCCESS(st))
        WskDeregister(&P->Reg);
    return st;
}

static VOID NTAPI PaceUnload(PDRIVER_OBJECT DriverObject)
{
    (void)DriverObject;
    WskReleaseProviderNPI(&Pace.Reg);
    WskDeregister(&Pace.Reg);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    (void)RegistryPath;
    DriverObject->DriverUnload = PaceUnload;
    return PaceStart(&Pace, SECONDS(30));                                   // EXPECT(capture-wait)
}
