// CASE: the status is tested by a macro whose header is not here
#include <ntddk.h>
#include <wsk.h>
#include "status.h"

static const WSK_CLIENT_DISPATCH Client = { MAKE_WSK_VERSION(1, 0), 0, NULL };

typedef struct _STACK {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} STACK, *PSTACK;

NTSTATUS StackStart(PSTACK Stack)
{
    WSK_CLIENT_NPI Npi = { NULL, &Client };
    WSK_EVENT_CALLBACK_CONTROL Events = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    BOOLEAN Registered = FALSE;
    NTSTATUS Status;

    Status = WskRegister(&Npi, &Stack->Registration);
    if (STK_FAILED(Status))
        goto Failed;
    Registered = TRUE;

    Status = WskCaptureProviderNPI(&Stack->Registration, 500, &Stack->Npi);
    if (STK_FAILED(Status))
        goto Failed;

    Status = Stack->Npi.Dispatch->WskControlClient(Stack->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(Events),
                                                   &Events, 0, NULL, NULL, NULL);
    if (STK_SUCCEEDED(Status))
        return Status;

Failed:
    if (Registered)
        WskDeregister(&Stack->Registration); // EXPECT(deregister-with-npi)
    return Status;
}

VOID StackStop(PSTACK Stack)
{
    WskReleaseProviderNPI(&Stack->Registration);
    WskDeregister(&Stack->Registration); // NOT(deregister-with-npi)
}
