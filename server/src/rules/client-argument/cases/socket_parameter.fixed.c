// CASE: a parameter that is a socket is cast to the client
#include <ntddk.h>
#include <wsk.h>

NTSTATUS StaticDisconnect(PWSK_PROVIDER_NPI Npi, PWSK_SOCKET Listener, PVOID Opaque)
{
    WSK_EVENT_CALLBACK_CONTROL Events = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };
    NTSTATUS Status;

    Status = Npi->Dispatch->WskControlClient((PWSK_CLIENT)Opaque, WSK_SET_STATIC_EVENT_CALLBACKS,      // NOT(client-argument)
                                             sizeof(Events), &Events, 0, NULL, NULL, NULL);
    if (NT_SUCCESS(Status))
        return Status;

    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_SET_STATIC_EVENT_CALLBACKS,      // EXPECT(client-argument)
                                           sizeof(Events), &Events, 0, NULL, NULL, NULL);
}
