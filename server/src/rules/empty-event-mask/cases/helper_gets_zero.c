// CASE: a helper takes the mask, one caller passes 0 to "switch everything off"
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS DnsEvents(PWSK_SOCKET s, ULONG mask)
{
    WSK_EVENT_CALLBACK_CONTROL ecc = { &NPI_WSK_INTERFACE_ID, mask };
    const WSK_PROVIDER_BASIC_DISPATCH *basic = s->Dispatch;

    return basic->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof ecc, &ecc,
                                   0, NULL, NULL, NULL);
}

NTSTATUS DnsQueryBegin(PWSK_SOCKET s)
{
    return DnsEvents(s, WSK_EVENT_RECEIVE_FROM);        // NOT(empty-event-mask)
}

VOID DnsQueryEnd(PWSK_SOCKET s, PULONG Failures)
{
    if (!NT_SUCCESS(DnsEvents(s, 0))) {                 // EXPECT(empty-event-mask)
        *Failures += 1;
    }
}
