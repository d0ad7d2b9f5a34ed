#include "net.h"

static const WSK_CLIENT_DISPATCH LongDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION LongRegistration;
static WSK_PROVIDER_NPI LongNpi;

NTSTATUS LongStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &LongDispatch };
    NTSTATUS status = WskRegister(&client, &LongRegistration);

    if (!NT_SUCCESS(status))
        return status;
    return WskCaptureProviderNPI(&LongRegistration, WSK_NO_WAIT, &LongNpi);
}

VOID LongStop(VOID)
{
    WskReleaseProviderNPI(&LongRegistration);
    WskDeregister(&LongRegistration);
}
