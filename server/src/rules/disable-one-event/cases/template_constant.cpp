// CASE: the mask is an argument of a function template
#include <ntddk.h>
#include <wsk.h>
template <ULONG Mask>
NTSTATUS Events(PWSK_SOCKET s, PIRP irp = nullptr)
{
    WSK_EVENT_CALLBACK_CONTROL c{};
    c.NpiId = &NPI_WSK_INTERFACE_ID;
    c.EventMask = Mask;
    auto d = static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(s->Dispatch);
    return d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof c, &c, 0, nullptr, nullptr, irp);
}
NTSTATUS On(PWSK_SOCKET s) { return Events<WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT>(s); }
NTSTATUS Off(PWSK_SOCKET s, PIRP irp) { return Events<WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT>(s, irp); } // EXPECT(disable-one-event)
NTSTATUS OffOne(PWSK_SOCKET s, PIRP irp) { return Events<WSK_EVENT_DISABLE | WSK_EVENT_RECEIVE>(s, irp); }
