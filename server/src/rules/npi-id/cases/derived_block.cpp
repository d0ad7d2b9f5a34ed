// CASE: a class is derived from the control block: one constructor leaves the identifier out
#include <ntddk.h>
#include <wsk.h>

struct Events : WSK_EVENT_CALLBACK_CONTROL
{
    Events()
    {
        NpiId = nullptr;                                // EXPECT(npi-id)
        EventMask = 0;
    }

    explicit Events(ULONG Mask)
    {
        NpiId = &NPI_WSK_INTERFACE_ID;                  // NOT(npi-id)
        EventMask = Mask;
    }
};

static NTSTATUS Apply(PWSK_SOCKET Socket, WSK_EVENT_CALLBACK_CONTROL *Control)
{
    return static_cast<const WSK_PROVIDER_BASIC_DISPATCH *>(Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*Control), Control, 0, nullptr, nullptr, nullptr);
}

NTSTATUS ApplyRight(PWSK_SOCKET Socket)
{
    Events Control(WSK_EVENT_RECEIVE);

    return Apply(Socket, &Control);
}

NTSTATUS ApplyLater(PWSK_SOCKET Socket)
{
    Events Control;

    Control.EventMask = WSK_EVENT_RECEIVE;
    return Apply(Socket, &Control);
}
