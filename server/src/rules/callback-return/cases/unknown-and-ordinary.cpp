// CASE: a status of unknown origin, and a function with a callback's parameters that is in no table
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS PolicyDecide(PVOID Context, PWSK_SOCKET Socket);       // in another module, documented to return the two statuses

struct Acceptor
{
    static NTSTATUS NTAPI Accept(PVOID Context, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET Socket, PVOID *Ctx,
                                 const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
    {
        if (Socket == nullptr)
            return STATUS_REQUEST_NOT_ACCEPTED;
        *Ctx = Context;
        *Dispatch = nullptr;
        return PolicyDecide(Context, Socket);                   // NOT(callback-return)
    }

    // same parameters as WskDisconnectEvent, called by the driver only
    static NTSTATUS NTAPI Shutdown(PVOID Context, ULONG Flags)
    {
        return Flags == 0 || Context == nullptr ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;    // NOT(callback-return)
    }
};

const WSK_CLIENT_LISTEN_DISPATCH AcceptorTable = { Acceptor::Accept, nullptr, nullptr };

NTSTATUS Stop(PVOID Context)
{
    return Acceptor::Shutdown(Context, 1);
}
