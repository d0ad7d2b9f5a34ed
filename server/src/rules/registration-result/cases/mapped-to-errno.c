// CASE: the helper gives an error number out of a table for the status that it got: whoever gets zero has a registration
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION PumpReg;
static WSK_PROVIDER_NPI PumpNpi;
static LONG PumpUsers;
static const WSK_CLIENT_DISPATCH PumpClient = { MAKE_WSK_VERSION(1, 0) };

static const struct { NTSTATUS status; int error; } PumpErrors[] = {
    { STATUS_SUCCESS, 0 },
    { STATUS_INSUFFICIENT_RESOURCES, 12 },
    { STATUS_DEVICE_NOT_READY, 11 },
};

static int pump_errno(NTSTATUS st)
{
    ULONG i;

    for (i = 0; i < RTL_NUMBER_OF(PumpErrors); i++)
        if (PumpErrors[i].status == st)
            return PumpErrors[i].error;
    return NT_SUCCESS(st) ? 0 : 5;
}

int pump_start(void)
{
    WSK_CLIENT_NPI me = { NULL, &PumpClient };
    NTSTATUS st;

    if (InterlockedIncrement(&PumpUsers) > 1)
        return 0;
    st = WskRegister(&me, &PumpReg);
    if (!NT_SUCCESS(st))
        goto out;
    st = WskCaptureProviderNPI(&PumpReg, WSK_NO_WAIT, &PumpNpi);
    if (!NT_SUCCESS(st))
        goto out_registered;
    return 0;

out_registered:
    WskDeregister(&PumpReg);
out:
    InterlockedDecrement(&PumpUsers);
    return -pump_errno(st);
}

void pump_stop(void)
{
    if (InterlockedDecrement(&PumpUsers) > 0)
        return;
    WskReleaseProviderNPI(&PumpReg);        // NOT(registration-result)
    WskDeregister(&PumpReg);
}

NTSTATUS PumpBegin(PVOID *Pipe)
{
    if (pump_start())
        return STATUS_UNSUCCESSFUL;
    *Pipe = ExAllocatePoolWithTag(NonPagedPoolNx, 100, 'pmuP');
    if (*Pipe == NULL) {
        pump_stop();                        // NOT(registration-result)
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}

static NTSTATUS PumpOpen(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    return WskCaptureProviderNPI(Reg, WSK_NO_WAIT, Npi);
}

VOID PumpTry(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    NTSTATUS st = PumpOpen(Reg, Npi);

    if (!NT_SUCCESS(st)) {
        WskReleaseProviderNPI(Reg);         // EXPECT(registration-result)
        return;
    }
    DbgPrint("pump: version %x\n", Npi->Dispatch->Version);
    WskReleaseProviderNPI(Reg);             // NOT(registration-result)
}
