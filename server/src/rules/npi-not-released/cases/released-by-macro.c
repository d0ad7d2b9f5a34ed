// CASE: the release hides in a macro that the unload routine uses
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _LIB { WSK_REGISTRATION Reg; WSK_PROVIDER_NPI Npi; BOOLEAN Held; } LIB;

#define LIB_LET_GO(l)                                   \
    do {                                                \
        if ((l)->Held)                                  \
            WskReleaseProviderNPI(&(l)->Reg);           \
        (l)->Held = FALSE;                              \
        WskDeregister(&(l)->Reg);                       \
    } while (0)

static LIB Lib;
static const WSK_CLIENT_DISPATCH LibClient = { MAKE_WSK_VERSION(1, 0) };

VOID NTAPI LibUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    LIB_LET_GO(&Lib);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI me = { &Lib, &LibClient };
    NTSTATUS st;

    UNREFERENCED_PARAMETER(RegistryPath);
    st = WskRegister(&me, &Lib.Reg);
    if (!NT_SUCCESS(st))
        return st;
    st = WskCaptureProviderNPI(&Lib.Reg, WSK_NO_WAIT, &Lib.Npi);                // NOT(npi-not-released)
    if (!NT_SUCCESS(st)) {
        WskDeregister(&Lib.Reg);
        return st;
    }
    Lib.Held = TRUE;
    DriverObject->DriverUnload = LibUnload;
    return STATUS_SUCCESS;
}
