// CASE: WskAcceptEvent hands on the status of a check in another file, which fails with its own codes
#include "admit.h"

NTSTATUS WSKAPI AdmitAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PADMIT Admit = SocketContext;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);

    if (AcceptSocket == NULL) {
        AdmitDead(Admit);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }

    Status = AdmitCheck(Admit, RemoteAddress);          // OR(callback-return)
    if (!NT_SUCCESS(Status))
        return Status;                                  // EXPECT(callback-return)

    Admit->Count++;
    Admit->Last = AcceptSocket;
    *AcceptSocketContext = Admit;
    *AcceptSocketDispatch = NULL;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH AdmitListen = { AdmitAccept, NULL, NULL };
