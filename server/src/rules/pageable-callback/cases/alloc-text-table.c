// CASE: alloc_text puts the accept callback into a paged section with a name of its own
#include <ntddk.h>
#include <wsk.h>

typedef struct _BANK { ULONG Visitors; } BANK, *PBANK;

VOID BankInit(PBANK Bank);
VOID BankDead(PBANK Bank);
NTSTATUS WSKAPI BankAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, BankInit)


#pragma alloc_text(PAGEBANK, BankAccept)        // EXPECT(pageable-callback)
#endif

static const WSK_CLIENT_LISTEN_DISPATCH BankListen = { BankAccept, NULL, NULL };

VOID BankInit(PBANK Bank)
{
    PAGED_CODE();                               // NOT(pageable-callback)
    Bank->Visitors = 0;
}



NTSTATUS WSKAPI BankAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress,   // OR(pageable-callback)
    PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PBANK Bank = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);
    if (AcceptSocket == NULL) {
        BankDead(Bank);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    Bank->Visitors++;
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_LISTEN_DISPATCH *BankTable(VOID)
{
    return &BankListen;
}
