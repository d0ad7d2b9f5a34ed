// CASE: static members of two classes share a name; only one of them disables two events
#include <wsk.h>
class A { public:
    static const ULONG kMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
    NTSTATUS Off(PWSK_SOCKET s);
    static const WSK_CLIENT_CONNECTION_DISPATCH Events;
};
class B { public:
    static const ULONG kMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;  // OR(disable-one-event)
    NTSTATUS Off(PWSK_SOCKET s);
};
static NTSTATUS Set(PWSK_SOCKET s, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c{ &NPI_WSK_INTERFACE_ID, m };
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(s->Dispatch)->Basic.WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof c, &c, 0, nullptr, nullptr, nullptr);
}
NTSTATUS A::Off(PWSK_SOCKET s) { return Set(s, kMask); }
NTSTATUS B::Off(PWSK_SOCKET s) { return Set(s, kMask); } // EXPECT(disable-one-event)
NTSTATUS WSKAPI OnRx(PVOID, ULONG, PWSK_DATA_INDICATION, SIZE_T, SIZE_T *) { return STATUS_SUCCESS; }
const WSK_CLIENT_CONNECTION_DISPATCH A::Events = { OnRx };
