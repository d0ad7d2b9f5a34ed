// CASE: C++ helpers with default arguments: a call that leaves one out has written it
#include <ntddk.h>
#include <wsk.h>

class Socket {
public:
    explicit Socket(PWSK_SOCKET s) : s_(s) {}
    NTSTATUS Enable(ULONG events, PNPIID id = nullptr);
    NTSTATUS EnableWsk(ULONG events, PNPIID id = (PNPIID)&NPI_WSK_INTERFACE_ID) { return Enable(events, id); }

private:
    PWSK_SOCKET s_;
};

NTSTATUS Socket::Enable(ULONG events, PNPIID id)
{
    WSK_EVENT_CALLBACK_CONTROL control = { id, events };
    return static_cast<const WSK_PROVIDER_CONNECTION_DISPATCH *>(s_->Dispatch)->Basic.WskControlSocket(
        s_, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, nullptr, nullptr, nullptr);
}

NTSTATUS Watch(Socket &socket)
{
    NTSTATUS status = socket.EnableWsk(WSK_EVENT_RECEIVE);     // NOT(npi-id)
    if (!NT_SUCCESS(status))
        return status;

    return socket.Enable(WSK_EVENT_DISCONNECT);                // EXPECT(npi-id)
}
