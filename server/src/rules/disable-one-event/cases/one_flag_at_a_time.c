// CASE: a loop hands one flag after the other to the call; several flags are only enabled together
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static const ULONG UsbIpEvents[] = {
    WSK_EVENT_RECEIVE,
    WSK_EVENT_DISCONNECT,
    WSK_EVENT_SEND_BACKLOG
};

static NTSTATUS UsbIpControl(PWSK_SOCKET Socket, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS UsbIpStart(PWSK_SOCKET Socket)
{
    return UsbIpControl(Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_SEND_BACKLOG);  // NOT(disable-one-event)
}

NTSTATUS UsbIpStop(PWSK_SOCKET Socket)
{
    NTSTATUS Result = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; i < sizeof(UsbIpEvents) / sizeof(UsbIpEvents[0]); i++) {
        NTSTATUS Status = UsbIpControl(Socket, UsbIpEvents[i] | WSK_EVENT_DISABLE);      // NOT(disable-one-event)

        if (Status != STATUS_SUCCESS && Result == STATUS_SUCCESS)
            Result = Status;
    }
    return Result;
}
