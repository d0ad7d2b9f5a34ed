// CASE: the mask of the static call is assigned only after it, for the log
#include <ntddk.h>
#include <wsk.h>

typedef struct _DRIVER_NET {
    PWSK_CLIENT Client;
    const WSK_PROVIDER_DISPATCH *Provider;
    ULONG Static;
} DRIVER_NET;

NTSTATUS NetStatic(DRIVER_NET *Net)
{
    WSK_EVENT_CALLBACK_CONTROL Always;
    NTSTATUS Status;

    Always.NpiId = &NPI_WSK_INTERFACE_ID;
    Status = Net->Provider->WskControlClient(Net->Client,
                                             WSK_SET_STATIC_EVENT_CALLBACKS,
                                             sizeof(Always),
                                             &Always,               // EXPECT(control-uninitialized)
                                             0, NULL, NULL, NULL);
    Always.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_RECEIVE_FROM;
    if (NT_SUCCESS(Status)) {
        Net->Static = Always.EventMask;
    }
    return Status;
}
