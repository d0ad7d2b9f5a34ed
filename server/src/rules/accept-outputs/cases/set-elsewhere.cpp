// CASE: another module sets the outputs; references to them; a function with the same parameters in no table
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS ModuleAccept(PVOID Context, PWSK_SOCKET Socket, PVOID *AcceptContext,
                      const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch);      // in another module

struct Front
{
    PWSK_SOCKET Peer;

    static NTSTATUS NTAPI Accept(PVOID Context, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET Socket, PVOID *Ctx,
                                 const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
    {
        if (Socket == nullptr)
            return STATUS_REQUEST_NOT_ACCEPTED;
        if (!NT_SUCCESS(ModuleAccept(Context, Socket, Ctx, Dispatch)))
            return STATUS_REQUEST_NOT_ACCEPTED;
        return STATUS_SUCCESS;                              // NOT(accept-outputs)
    }

    static NTSTATUS NTAPI AcceptByReference(PVOID Context, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET Socket, PVOID *Ctx,
                                            const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
    {
        if (Socket == nullptr)
            return STATUS_REQUEST_NOT_ACCEPTED;
        PVOID &OutContext = *Ctx;
        auto &OutDispatch = *Dispatch;

        static_cast<Front *>(Context)->Peer = Socket;
        OutContext = Context;
        OutDispatch = nullptr;
        return STATUS_SUCCESS;                              // NOT(accept-outputs)
    }

    static NTSTATUS NTAPI Preview(PVOID, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET, PVOID *,
                                  const WSK_CLIENT_CONNECTION_DISPATCH **)
    {
        return STATUS_SUCCESS;                              // NOT(accept-outputs)
    }
};

const WSK_CLIENT_LISTEN_DISPATCH FrontOne = { Front::Accept, nullptr, nullptr };
const WSK_CLIENT_LISTEN_DISPATCH FrontTwo = { Front::AcceptByReference, nullptr, nullptr };
