// CASE: stored into a slot and removed before refusing; only the address is stored; logged
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _LT { PWSK_SOCKET Pending; SOCKADDR_IN LastRefused; ULONG N; volatile LONG Dead; } LT, *PLT;
extern const WSK_CLIENT_CONNECTION_DISPATCH LtC;
NTSTATUS LtCheck(PLT t, PSOCKADDR a);
static NTSTATUS WSKAPI LtAccept(PVOID c, ULONG f, PSOCKADDR la, PSOCKADDR ra, PWSK_SOCKET s, PVOID *sc, CONST WSK_CLIENT_CONNECTION_DISPATCH **sd)
{
    PLT t = c;
    (void)f; (void)la;
    if (!s) { InterlockedExchange(&t->Dead, 1); return STATUS_REQUEST_NOT_ACCEPTED; }
    t->Pending = s;                             // NOT(rejected-socket)
    if (!NT_SUCCESS(LtCheck(t, ra))) {
        DbgPrint("refused %p\n", s);            // NOT(rejected-socket)
        RtlCopyMemory(&t->LastRefused, ra, sizeof(t->LastRefused));
        t->Pending = NULL;
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *sc = t;
    *sd = &LtC;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN_DISPATCH LtT = { LtAccept };
const WSK_CLIENT_CONNECTION_DISPATCH LtC = { NULL };
