// CASE: helpers that test the accepted socket, and helpers that do not
#include <ntddk.h>
#include <wsk.h>
typedef struct _L { LIST_ENTRY List; KSPIN_LOCK Lock; PIO_WORKITEM Item; PWSK_SOCKET Last; } L, *PL;
typedef struct _C { LIST_ENTRY Link; PWSK_SOCKET Socket; const WSK_PROVIDER_CONNECTION_DISPATCH *Ops; } C, *PC;
extern const WSK_CLIENT_CONNECTION_DISPATCH ConnTable;
static PC NewConn(PL l, PWSK_SOCKET s)
{
    PC c = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*c), 'nnoC');
    if (c) { c->Socket = s; c->Ops = s->Dispatch; ExInterlockedInsertTailList(&l->List, &c->Link, &l->Lock); }
    return c;
}
static PC NewConn2(PL l, PWSK_SOCKET s)
{
    PC c;
    if (s == NULL) return NULL;
    c = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*c), 'nnoC');
    if (c) { c->Socket = s; c->Ops = (const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch; }
    return c;
}
static NTSTATUS WSKAPI A1(PVOID ctx, ULONG Flags, PSOCKADDR L1, PSOCKADDR R1, PWSK_SOCKET Sock, PVOID *Out, CONST WSK_CLIENT_CONNECTION_DISPATCH **Table)
{
    PC c;
    (void)Flags; (void)L1; (void)R1;
    c = NewConn(ctx, Sock);                       // EXPECT(null-indication)
    if (!c) return STATUS_REQUEST_NOT_ACCEPTED;
    *Out = c;
    *Table = &ConnTable;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A2(PVOID ctx, ULONG Flags, PSOCKADDR L1, PSOCKADDR R1, PWSK_SOCKET Sock, PVOID *Out, CONST WSK_CLIENT_CONNECTION_DISPATCH **Table)
{
    PC c;
    (void)Flags; (void)L1; (void)R1;
    c = NewConn2(ctx, Sock);                      // NOT(null-indication)
    if (!c) return STATUS_REQUEST_NOT_ACCEPTED;
    *Out = c;
    *Table = &ConnTable;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A3(PVOID ctx, ULONG Flags, PSOCKADDR L1, PSOCKADDR R1, PWSK_SOCKET Sock, PVOID *Out, CONST WSK_CLIENT_CONNECTION_DISPATCH **Table)
{
    PL l = ctx;
    (void)Flags; (void)L1; (void)R1;
    if (Sock) {
        *Out = NewConn2(l, Sock);                 // NOT(null-indication)
        *Table = &ConnTable;
        return *Out ? STATUS_SUCCESS : STATUS_REQUEST_NOT_ACCEPTED;
    }
    IoQueueWorkItem(l->Item, NULL, DelayedWorkQueue, l);
    return STATUS_REQUEST_NOT_ACCEPTED;
}
static NTSTATUS WSKAPI A4(PVOID ctx, ULONG Flags, PSOCKADDR L1, PSOCKADDR R1, PWSK_SOCKET Sock, PVOID *Out, CONST WSK_CLIENT_CONNECTION_DISPATCH **Table)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops;
    (void)ctx; (void)Flags; (void)L1; (void)R1;
    ops = Sock->Dispatch;                         // EXPECT(null-indication)
    *Out = (PVOID)ops;
    *Table = &ConnTable;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A5(PVOID ctx, ULONG Flags, PSOCKADDR L1, PSOCKADDR R1, PWSK_SOCKET Sock, PVOID *Out, CONST WSK_CLIENT_CONNECTION_DISPATCH **Table)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = Sock ? Sock->Dispatch : NULL;     // NOT(null-indication)
    (void)ctx; (void)Flags; (void)L1; (void)R1;
    if (ops == NULL) return STATUS_REQUEST_NOT_ACCEPTED;
    *Out = (PVOID)ops;
    *Table = &ConnTable;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_LISTEN_DISPATCH LT[] = { { A1 }, { A2 }, { A3 }, { A4 }, { A5 } };
