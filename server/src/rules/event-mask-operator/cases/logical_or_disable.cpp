// CASE: C++: the disable bit is joined to the event by ||
#include <ntddk.h>
#include <wsk.h>

struct Uplink
{
    PWSK_SOCKET Socket;

    const WSK_PROVIDER_CONNECTION_DISPATCH *operator->() const
    {
        return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(Socket->Dispatch);
    }
};

NTSTATUS UplinkMute(Uplink &uplink)
{
    WSK_EVENT_CALLBACK_CONTROL control;

    control.NpiId = &NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_RECEIVE || WSK_EVENT_DISABLE;         // EXPECT(event-mask-operator)

    return uplink->Basic.WskControlSocket(uplink.Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                          sizeof(control), &control, 0, nullptr, nullptr, nullptr);
}
