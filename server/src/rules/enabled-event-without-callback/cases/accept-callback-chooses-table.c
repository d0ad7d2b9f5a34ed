// CASE: accept callbacks that choose the table, take it from elsewhere, or enable only where the table has the entry
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _X { PWSK_SOCKET S; PWSK_PROVIDER_NPI N; PIRP I; KEVENT E; BOOLEAN Quiet; } X;
NTSTATUS WSKAPI XRx(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a);
NTSTATUS WSKAPI XFin(PVOID c, ULONG f);
static const WSK_CLIENT_CONNECTION_DISPATCH Quiet = { NULL, XFin, NULL };
static const WSK_CLIENT_CONNECTION_DISPATCH Loud = { XRx, XFin, NULL };
NTSTATUS WSKAPI XAccept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *sc, const WSK_CLIENT_CONNECTION_DISPATCH **sd)
{
    WSK_EVENT_CALLBACK_CONTROL e = { 0 };
    X *x = c;
    NTSTATUS st;
    if (s == NULL) {
        x->S = NULL;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *sc = x;
    *sd = x->Quiet ? &Quiet : &Loud;
    e.NpiId = &NPI_WSK_INTERFACE_ID;
    e.EventMask = WSK_EVENT_DISCONNECT;
    if (!x->Quiet) e.EventMask |= WSK_EVENT_RECEIVE;
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(e), &e, 0, NULL, NULL, NULL); // NOT(enabled-event-without-callback)
    return NT_SUCCESS(st) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;
}
const WSK_CLIENT_LISTEN_DISPATCH LT = { XAccept };
NTSTATUS WSKAPI YAccept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *sc, const WSK_CLIENT_CONNECTION_DISPATCH **sd)
{
    WSK_EVENT_CALLBACK_CONTROL e = { 0 };
    X *x = c;
    NTSTATUS st;
    if (s == NULL) {
        x->S = NULL;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *sc = x;
    if (x->Quiet) {
        *sd = &Quiet;
        return STATUS_SUCCESS;
    }
    *sd = &Loud;
    e.NpiId = &NPI_WSK_INTERFACE_ID;
    e.EventMask = WSK_EVENT_RECEIVE;
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(e), &e, 0, NULL, NULL, NULL); // NOT(enabled-event-without-callback)
    return NT_SUCCESS(st) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;
}
extern const WSK_CLIENT_CONNECTION_DISPATCH *Chosen(X *x);
NTSTATUS WSKAPI ZAccept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *sc, const WSK_CLIENT_CONNECTION_DISPATCH **sd)
{
    WSK_EVENT_CALLBACK_CONTROL e = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    X *x = c;
    NTSTATUS st;
    if (s == NULL) {
        x->S = NULL;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *sc = x;
    *sd = &Quiet;
    *sd = Chosen(x);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(e), &e, 0, NULL, NULL, NULL); // NOT(enabled-event-without-callback)
    return NT_SUCCESS(st) ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;
}
const WSK_CLIENT_LISTEN_DISPATCH LT2 = { YAccept };
const WSK_CLIENT_LISTEN_DISPATCH LT3 = { ZAccept };
