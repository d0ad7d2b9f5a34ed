// CASE: the flags are a scoped enumeration
#include <ntddk.h>
#include <wsk.h>
enum class Ev : ULONG { None = 0, Receive = WSK_EVENT_RECEIVE, Disconnect = WSK_EVENT_DISCONNECT, Accept = WSK_EVENT_ACCEPT, Disable = WSK_EVENT_DISABLE };
constexpr Ev operator|(Ev a, Ev b) { return static_cast<Ev>(static_cast<ULONG>(a) | static_cast<ULONG>(b)); }
NTSTATUS Set(PWSK_SOCKET s, Ev mask, PIRP irp)
{
    WSK_EVENT_CALLBACK_CONTROL c = {};
    c.NpiId = &NPI_WSK_INTERFACE_ID;
    c.EventMask = static_cast<ULONG>(mask);
    auto d = static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(s->Dispatch);
    return d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, nullptr, nullptr, irp);
}
NTSTATUS A(PWSK_SOCKET s) { return Set(s, Ev::Receive | Ev::Disconnect, nullptr); }
NTSTATUS B(PWSK_SOCKET s, PIRP i) { return Set(s, Ev::Disable | Ev::Receive | Ev::Disconnect, i); } // EXPECT(disable-one-event)
NTSTATUS C(PWSK_SOCKET s, PIRP i) { return Set(s, Ev::Accept | Ev::Disable, i); } // EXPECT(disable-needs-event)
NTSTATUS D(PWSK_SOCKET s) { return Set(s, Ev::None, nullptr); } // EXPECT(empty-event-mask)
