// CASE: a helper takes the NPI id; one caller passes NULL
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS
SwitchEvents(
    _In_ PWSK_SOCKET Socket,
    _In_ PNPIID Npi,
    _In_ ULONG Mask
    )
{
    PWSK_PROVIDER_BASIC_DISPATCH Basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = Npi;
    Control.EventMask = Mask;
    return Basic->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                   sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

/* Listener: bound; Udp: bound datagram socket */
NTSTATUS SwitchAll(PWSK_SOCKET Listener, PWSK_SOCKET Udp)
{
    NTSTATUS Status = SwitchEvents(Listener, &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT);      // NOT(npi-id)

    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    DbgPrint("accept on\n");
    Status = SwitchEvents(Udp, NULL, WSK_EVENT_RECEIVE_FROM);                               // EXPECT(npi-id)
    return Status;
}
