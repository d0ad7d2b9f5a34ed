// CASE: the helper works on the listening socket; one caller takes an inheritable flag back
#include <ntddk.h>
#include <wsk.h>

typedef struct _SMTP_SERVER {
    PWSK_SOCKET Listener;
    BOOLEAN     Closing;
} SMTP_SERVER, *PSMTP_SERVER;

static NTSTATUS SmtpListenerEvents(PWSK_SOCKET Listener, ULONG Mask)
{
    PWSK_PROVIDER_LISTEN_DISPATCH Listen = (PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;
    return Listen->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                    sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS SmtpOpenDoor(PSMTP_SERVER Server)
{
    return SmtpListenerEvents(Server->Listener, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE);
}

VOID SmtpCloseDoor(PSMTP_SERVER Server)
{
    Server->Closing = TRUE;
    (void)SmtpListenerEvents(Server->Listener, WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE);
    // the next line is wrong: EXPECT(inherited-event-disable)
    DbgPrint("smtp: closing\n");
}
