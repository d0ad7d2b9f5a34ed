// CASE: the table is taken once from the first socket and used for the second, C++
#include <ntddk.h>
#include <wsk.h>

struct SocketPair
{
    PWSK_SOCKET v4;
    PWSK_SOCKET v6;

    NTSTATUS Set(ULONG Mask)
    {
        WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };
        auto Ops = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(v4->Dispatch);

        NTSTATUS Status = Ops->Basic.WskControlSocket(v4, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                                      sizeof(Control), &Control, 0, nullptr, nullptr, nullptr);
        if (!NT_SUCCESS(Status))
            return Status;

        Status = Ops->Basic.WskControlSocket(v6, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,   // EXPECT(control-other-socket)
                                             sizeof(Control), &Control, 0, nullptr, nullptr, nullptr);
        return Status;
    }
};

NTSTATUS EnableBoth(SocketPair &Pair)
{
    return Pair.Set(WSK_EVENT_RECEIVE_FROM);
}
