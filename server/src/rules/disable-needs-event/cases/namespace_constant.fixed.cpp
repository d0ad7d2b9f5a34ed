// CASE: C++: a constexpr name for "off" that holds the bare disable bit
#include <ntddk.h>
#include <wsk.h>

namespace events
{
constexpr ULONG Data = WSK_EVENT_RECEIVE_FROM;
constexpr ULONG Off = WSK_EVENT_DISABLE;            // OR(disable-needs-event)
}

static NTSTATUS Control(const WSK_PROVIDER_DATAGRAM_DISPATCH &dispatch, PWSK_SOCKET socket, ULONG mask)
{
    WSK_EVENT_CALLBACK_CONTROL control{ &NPI_WSK_INTERFACE_ID, mask };

    return dispatch.Basic.WskControlSocket(socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control),
                                           &control, 0, nullptr, nullptr, nullptr);
}

NTSTATUS BeaconOn(PWSK_SOCKET socket)
{
    auto &dispatch = *static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(socket->Dispatch);

    return Control(dispatch, socket, events::Data);
}

NTSTATUS BeaconOff(PWSK_SOCKET socket)
{
    auto &dispatch = *static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(socket->Dispatch);

    return Control(dispatch, socket, WSK_EVENT_RECEIVE_FROM | events::Off);  // EXPECT(disable-needs-event)
}
