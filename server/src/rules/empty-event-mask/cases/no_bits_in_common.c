// CASE: & instead of | between two flags leaves nothing; through a macro that makes the whole call
#include <ntddk.h>
#include <wsk.h>

#define SET_EVENTS(_sock, _ctl, _mask)                                                              \
    ((_ctl)->NpiId = &NPI_WSK_INTERFACE_ID,                                                         \
     (_ctl)->EventMask = (_mask),                                                                   \
     ((PWSK_PROVIDER_BASIC_DISPATCH)(_sock)->Dispatch)->WskControlSocket((_sock), WskSetOption,     \
         SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*(_ctl)), (_ctl), 0, NULL, NULL, NULL))

NTSTATUS MailConnected(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    Status = SET_EVENTS(Socket, &Control, WSK_EVENT_RECEIVE & WSK_EVENT_DISCONNECT);        // EXPECT(empty-event-mask)
    return Status;
}

NTSTATUS MailResumed(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    return SET_EVENTS(Socket, &Control, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);          // NOT(empty-event-mask)
}
