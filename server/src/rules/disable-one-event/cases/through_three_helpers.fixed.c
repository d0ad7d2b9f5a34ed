// CASE: the event and whether it is on go through three helpers
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS Raw(PWSK_SOCKET s, PWSK_EVENT_CALLBACK_CONTROL c)
{
    PWSK_PROVIDER_BASIC_DISPATCH d = (PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch;
    return d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*c), c, 0, NULL, NULL, NULL);
}
static NTSTATUS Mask(PWSK_SOCKET s, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m };
    return Raw(s, &c);
}
static NTSTATUS Toggle(PWSK_SOCKET s, ULONG events, BOOLEAN on)
{
    return Mask(s, on ? events : events | WSK_EVENT_DISABLE);
}
NTSTATUS Start(PWSK_SOCKET s) { return Toggle(s, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT, TRUE); }   // NOT(disable-one-event)
NTSTATUS Stop(PWSK_SOCKET s) {
    NTSTATUS st = Toggle(s, WSK_EVENT_RECEIVE, FALSE);     // NOT(disable-one-event)
    NTSTATUS Status;

    if (st != STATUS_SUCCESS) return st;
    Status = Toggle(s, WSK_EVENT_DISCONNECT, FALSE);   // EXPECT(disable-one-event)
    if (NT_SUCCESS(Status)) {
        NTSTATUS NextStatus;

        NextStatus = Toggle(s, WSK_EVENT_SEND_BACKLOG, FALSE);
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    return Status;
}
