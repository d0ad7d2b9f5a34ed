// CASE: a member has its first value in the class, functions that return the object add to it
#include <ntddk.h>
#include <wsk.h>
struct EventControl {
    WSK_EVENT_CALLBACK_CONTROL c{ &NPI_WSK_INTERFACE_ID, 0 }; // OR(empty-event-mask)
    EventControl& with(ULONG m) { c.EventMask |= m; return *this; }
    NTSTATUS apply(PWSK_SOCKET s, PIRP irp = nullptr)
    {
        return static_cast<const WSK_PROVIDER_BASIC_DISPATCH*>(s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, nullptr, nullptr, irp);
    }
};
NTSTATUS On(PWSK_SOCKET s) { EventControl e; return e.with(WSK_EVENT_RECEIVE).with(WSK_EVENT_DISCONNECT).apply(s); }
NTSTATUS Off(PWSK_SOCKET s, PIRP i) { EventControl e; e.with(WSK_EVENT_DISABLE).with(WSK_EVENT_RECEIVE).with(WSK_EVENT_DISCONNECT); return e.apply(s, i); } // EXPECT(disable-one-event)
NTSTATUS None(PWSK_SOCKET s) { EventControl e; return e.apply(s); } // EXPECT(empty-event-mask)
