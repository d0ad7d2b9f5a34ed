// CASE: functions of the table are only read and kept
#include <ntddk.h>
#include <wsk.h>

typedef struct _CALLS { PFN_WSK_BIND Bind; PFN_WSK_SEND_TO SendTo; PFN_WSK_SEND Send; PFN_WSK_CLOSE_SOCKET Close; PFN_WSK_CONTROL_SOCKET Control; } CALLS, *PCALLS;

static NTSTATUS WSKAPI KeepsListenCalls(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET AcceptSocket,
    PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
{
    PCALLS calls = Context;

    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    calls->Send = ((PWSK_PROVIDER_CONNECTION_DISPATCH)AcceptSocket->Dispatch)->WskSend;     // NOT(provider-dispatch-category)
    calls->Close = ((PWSK_PROVIDER_BASIC_DISPATCH)AcceptSocket->Dispatch)->WskCloseSocket;  // NOT(provider-dispatch-category)


    calls->SendTo = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)AcceptSocket->Dispatch)->WskSendTo;   // EXPECT(provider-dispatch-category)
    *AcceptContext = calls;
    *AcceptDispatch = NULL;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI KeepsBasicCalls(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET AcceptSocket,
    PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
{
    PCALLS calls = Context;
    const WSK_PROVIDER_LISTEN_DISPATCH *table;

    if (AcceptSocket == NULL)
        return STATUS_REQUEST_NOT_ACCEPTED;
    table = AcceptSocket->Dispatch;
    calls->Close = table->WskCloseSocket;               // EXPECT(provider-dispatch-category)
    calls->Control = table->WskControlSocket;
    *AcceptContext = calls;
    *AcceptDispatch = NULL;
    return STATUS_SUCCESS;
}

/* Nothing is known of this socket. */
VOID KeepsUnknown(PCALLS Calls, PWSK_SOCKET Socket)
{
    Calls->SendTo = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskSendTo;         // NOT(provider-dispatch-category)
}

const WSK_CLIENT_LISTEN_DISPATCH KeepTables[] = { { KeepsListenCalls }, { KeepsBasicCalls } };
