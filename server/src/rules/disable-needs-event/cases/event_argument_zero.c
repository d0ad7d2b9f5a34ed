// CASE: the helper adds the disable bit, one of its callers passes no event
#include <ntddk.h>
#include <wsk.h>

#define MON_NO_EVENT 0

static NTSTATUS MonDisable(PWSK_SOCKET Socket, ULONG Event)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_DISABLE | Event;              // OR(disable-needs-event)
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(WSK_EVENT_CALLBACK_CONTROL), &Control,
        0, NULL, NULL, NULL);
}

NTSTATUS MonStopReceive(PWSK_SOCKET Socket)
{
    return MonDisable(Socket, WSK_EVENT_RECEIVE);               // NOT(disable-needs-event)
}

NTSTATUS MonStopAll(PWSK_SOCKET Socket)
{
    NTSTATUS Status = MonDisable(Socket, MON_NO_EVENT);         // EXPECT(disable-needs-event)

    if (!NT_SUCCESS(Status))
        DbgPrint("mon: stop failed %08x\n", Status);
    return Status;
}
