// CASE: a switch with a case that falls out without setting; outputs through references
extern "C" {
#include <ntddk.h>
#include <wsk.h>
}
struct Srv { ULONG Mode; volatile LONG Dead; };
extern const WSK_CLIENT_CONNECTION_DISPATCH SrvConn;
static void Fill(Srv *s, PVOID &ctx, const WSK_CLIENT_CONNECTION_DISPATCH *&t) { ctx = s; t = &SrvConn; }
static NTSTATUS WSKAPI AcceptRef(PVOID c, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET s, PVOID *ctx, const WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    auto srv = static_cast<Srv *>(c);
    if (!s) { InterlockedExchange(&srv->Dead, 1); return STATUS_REQUEST_NOT_ACCEPTED; }
    Fill(srv, *ctx, *t);
    return STATUS_SUCCESS;                      // NOT(accept-outputs)
}
static NTSTATUS WSKAPI AcceptSwitch(PVOID c, ULONG, PSOCKADDR, PSOCKADDR, PWSK_SOCKET s, PVOID *ctx, const WSK_CLIENT_CONNECTION_DISPATCH **t)
{
    auto srv = static_cast<Srv *>(c);
    if (!s) { InterlockedExchange(&srv->Dead, 1); return STATUS_REQUEST_NOT_ACCEPTED; }
    switch (srv->Mode) {
    case 0:
        *ctx = srv;
        *t = &SrvConn;
        break;
    case 1:
        return STATUS_REQUEST_NOT_ACCEPTED;
    default:
        break;
    }
    return STATUS_SUCCESS;                      // EXPECT(accept-outputs)
}
extern const WSK_CLIENT_LISTEN_DISPATCH A, B;
const WSK_CLIENT_LISTEN_DISPATCH A = { AcceptRef, nullptr, nullptr };
const WSK_CLIENT_LISTEN_DISPATCH B = { AcceptSwitch, nullptr, nullptr };
const WSK_CLIENT_CONNECTION_DISPATCH SrvConn = { nullptr, nullptr, nullptr };
