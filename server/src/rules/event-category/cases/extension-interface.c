// CASE: events of an extension interface are the interface's own: no rule judges them by WSK's flags
// CLEAN
#include <ntddk.h>
#include <wsk.h>

extern const NPIID NPI_METER_EXTENSION_ID;
#define METER_EVENT_QUOTA 0x00000004
#define METER_EVENT_BURST 0x00000100

NTSTATUS MeterEnable(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_METER_EXTENSION_ID; // NOT(npi-id)
    Control.EventMask = METER_EVENT_QUOTA | METER_EVENT_BURST; // NOT(event-category)
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, NULL);
}

NTSTATUS MeterDisable(PWSK_SOCKET Socket, PIRP Irp)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_METER_EXTENSION_ID, METER_EVENT_QUOTA | METER_EVENT_BURST | WSK_EVENT_DISABLE };

    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, Irp); // NOT(disable-one-event)
}
