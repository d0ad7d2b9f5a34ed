// CASE: the helper that deregisters is right before the capture, and too early after it
#include <ntddk.h>
#include <wsk.h>

typedef struct _CREEK { WSK_REGISTRATION Registration; WSK_PROVIDER_NPI Npi; BOOLEAN Up; } CREEK, *PCREEK;

static const WSK_CLIENT_DISPATCH CreekClient = { MAKE_WSK_VERSION(1, 0) };
NTSTATUS CreekListen(PCREEK Creek);

static VOID CreekForget(PCREEK Creek)
{
    WskDeregister(&Creek->Registration);
    Creek->Up = FALSE;
}

NTSTATUS CreekOpen(PCREEK Creek)
{
    WSK_CLIENT_NPI Client = { NULL, &CreekClient };
    NTSTATUS Status = WskRegister(&Client, &Creek->Registration);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Creek->Registration, 100, &Creek->Npi);
    if (!NT_SUCCESS(Status)) {
        CreekForget(Creek);                             // NOT(deregister-with-npi)
        return Status;
    }
    Status = CreekListen(Creek);
    if (!NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&Creek->Registration);
        CreekForget(Creek);                             // EXPECT(deregister-with-npi)
        return Status;
    }
    Creek->Up = TRUE;
    return STATUS_SUCCESS;
}

VOID CreekClose(PCREEK Creek)
{
    WskReleaseProviderNPI(&Creek->Registration);
    WskDeregister(&Creek->Registration);
}
