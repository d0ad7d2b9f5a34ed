// CASE: registration objects that die, are used twice or are cleared while the driver is registered
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS OnTheStack(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    WSK_REGISTRATION Local;
    NTSTATUS Status;

    Status = WskRegister(&Client, &Local); // EXPECT(not-deregistered)
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Local, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(Status))
        WskDeregister(&Local);
    return Status;
}

BOOLEAN IsThere(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    WSK_REGISTRATION Local;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN There = FALSE;

    if (NT_SUCCESS(WskRegister(&Client, &Local))) { // NOT(not-deregistered)
        There = NT_SUCCESS(WskCaptureProviderNPI(&Local, WSK_NO_WAIT, &Npi));
        if (There)
            WskReleaseProviderNPI(&Local);
        WskDeregister(&Local);
    }
    return There;
}

NTSTATUS Twice(PVOID First, PVOID Second)
{
    WSK_CLIENT_NPI Client = { First, &Dispatch };
    NTSTATUS Status = WskRegister(&Client, &Registration);

    if (!NT_SUCCESS(Status))
        return Status;
    Client.ClientContext = Second;
    return WskRegister(&Client, &Registration); // EXPECT(not-deregistered)
}

NTSTATUS Again(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    NTSTATUS Status = WskRegister(&Client, &Registration);

    if (!NT_SUCCESS(Status))
        Status = WskRegister(&Client, &Registration); // NOT(not-deregistered)
    return Status;
}

NTSTATUS Cleared(VOID)
{
    WSK_CLIENT_NPI Client = { NULL, &Dispatch };
    NTSTATUS Status;

    RtlZeroMemory(&Registration, sizeof(Registration)); // NOT(not-deregistered)
    Status = WskRegister(&Client, &Registration);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(Status)) {
        RtlZeroMemory(&Registration, sizeof(Registration)); // EXPECT(not-deregistered)
        return Status;
    }
    return STATUS_SUCCESS;
}
