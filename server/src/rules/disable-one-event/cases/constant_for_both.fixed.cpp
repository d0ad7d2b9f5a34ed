// CASE: a constant is enabled as a whole and disabled as a whole: the constant itself is right
#include <ntddk.h>
#include <wsk.h>

namespace {
constexpr ULONG AllEvents = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;   // NOT(disable-one-event)
constexpr ULONG Off = WSK_EVENT_DISABLE;                                // NOT(disable-needs-event)

NTSTATUS SetEvents(PWSK_SOCKET socket, ULONG mask)
{
    WSK_EVENT_CALLBACK_CONTROL control{ &NPI_WSK_INTERFACE_ID, mask };
    auto dispatch = static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(socket->Dispatch);
    return dispatch->Basic.WskControlSocket(socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                            sizeof(control), &control, 0, nullptr, nullptr, nullptr);
}

NTSTATUS Mute(PWSK_SOCKET socket)
{
    NTSTATUS Status = SetEvents(socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE);      // EXPECT(disable-one-event)

    if (NT_SUCCESS(Status)) {
        NTSTATUS NextStatus;

        NextStatus = SetEvents(socket, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);
        if (NextStatus != STATUS_SUCCESS) {
            Status = NextStatus;
        }
    }
    return Status;
}
}

NTSTATUS Restart(PWSK_SOCKET socket)
{
    NTSTATUS status = SetEvents(socket, AllEvents);     // NOT(disable-one-event)
    if (status == STATUS_SUCCESS)
        status = Mute(socket);
    if (status == STATUS_SUCCESS)
        status = SetEvents(socket, Off);                // EXPECT(disable-needs-event)
    return status;
}
