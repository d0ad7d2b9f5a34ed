// CASE: the table of an accepted socket: a constant, one filled at run time, one of two, none
#include <ntddk.h>
#include <wsk.h>
NTSTATUS WSKAPI OnRx(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Ind, SIZE_T Bytes, SIZE_T *Accepted);
NTSTATUS WSKAPI OnDisc(PVOID Ctx, ULONG Flags);
static WSK_CLIENT_CONNECTION_DISPATCH RunTime;
static const WSK_CLIENT_CONNECTION_DISPATCH Rx = { OnRx, NULL, NULL };
static const WSK_CLIENT_CONNECTION_DISPATCH Both = { OnRx, OnDisc };
extern BOOLEAN Full;
void InitTables(void) { RunTime.WskReceiveEvent = OnRx; RunTime.WskDisconnectEvent = Full ? OnDisc : NULL; }
static NTSTATUS Enable(PWSK_SOCKET s, ULONG ev)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, ev };
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
NTSTATUS WSKAPI AcceptA(PVOID Ctx, ULONG Flags, PSOCKADDR L, PSOCKADDR R, PWSK_SOCKET A, PVOID *AC, const WSK_CLIENT_CONNECTION_DISPATCH **AD)
{
    const WSK_CLIENT_CONNECTION_DISPATCH *t = &Rx;
    if (!A) return STATUS_REQUEST_NOT_ACCEPTED;
    *AC = Ctx; *AD = t;
    return NT_SUCCESS(Enable(A, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;   // EXPECT(enabled-event-without-callback)
}
NTSTATUS WSKAPI AcceptB(PVOID Ctx, ULONG Flags, PSOCKADDR L, PSOCKADDR R, PWSK_SOCKET A, PVOID *AC, const WSK_CLIENT_CONNECTION_DISPATCH **AD)
{
    if (!A) return STATUS_REQUEST_NOT_ACCEPTED;
    *AC = Ctx; *AD = &RunTime;
    return NT_SUCCESS(Enable(A, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;   // NOT(enabled-event-without-callback)
}
NTSTATUS WSKAPI AcceptC(PVOID Ctx, ULONG Flags, PSOCKADDR L, PSOCKADDR R, PWSK_SOCKET A, PVOID *AC, const WSK_CLIENT_CONNECTION_DISPATCH **AD)
{
    ULONG ev = WSK_EVENT_RECEIVE;
    if (!A) return STATUS_REQUEST_NOT_ACCEPTED;
    *AC = Ctx;
    if (Full) { *AD = &Both; ev |= WSK_EVENT_DISCONNECT; } else *AD = &Rx;
    return NT_SUCCESS(Enable(A, ev)) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;   // NOT(enabled-event-without-callback)
}
NTSTATUS WSKAPI AcceptD(PVOID Ctx, ULONG Flags, PSOCKADDR L, PSOCKADDR R, PWSK_SOCKET A, PVOID *AC, const WSK_CLIENT_CONNECTION_DISPATCH **AD)
{
    if (!A) return STATUS_REQUEST_NOT_ACCEPTED;
    *AC = NULL; *AD = NULL;
    return NT_SUCCESS(Enable(A, WSK_EVENT_RECEIVE)) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;   // EXPECT(events-without-dispatch)
}
const WSK_CLIENT_LISTEN_DISPATCH LA = { AcceptA }, LB = { AcceptB }, LC = { .WskAcceptEvent = AcceptC }, LD = { AcceptD };
