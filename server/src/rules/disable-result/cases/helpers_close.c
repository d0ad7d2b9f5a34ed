// CASE: the disable and the close are helpers; what is in between decides
#include <ntddk.h>
#include <wsk.h>
typedef struct _CTX { PWSK_SOCKET Socket; PIRP Irp; } CTX;
static NTSTATUS Freer(PDEVICE_OBJECT d, PIRP i, PVOID c) { UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c); IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS Off(PWSK_SOCKET k, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m | WSK_EVENT_DISABLE };
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)k->Dispatch)->WskControlSocket(k, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
static VOID Close(PWSK_SOCKET k)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return;
    IoSetCompletionRoutine(irp, Freer, NULL, TRUE, TRUE, TRUE);
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)k->Dispatch)->WskCloseSocket(k, irp);
}
VOID A(CTX *c) { Off(c->Socket, WSK_EVENT_RECEIVE); Close(c->Socket); }        // EXPECT(disable-result)
VOID B(CTX *c) { NTSTATUS st = Off(c->Socket, WSK_EVENT_RECEIVE);               // EXPECT(disable-result)
    if (NT_SUCCESS(st)) { ExFreePool(c); } }
VOID C(CTX *c) { NTSTATUS st = Off(c->Socket, WSK_EVENT_RECEIVE);               // NOT(disable-result)
    if (st == STATUS_EVENT_PENDING) return;
    Close(c->Socket); ExFreePool(c); }
VOID D(CTX *c) { NTSTATUS st = Off(c->Socket, WSK_EVENT_RECEIVE);               // NOT(disable-result)
    if (st != STATUS_SUCCESS) return;
    Close(c->Socket); ExFreePool(c); }
VOID E(CTX *c) { if (!NT_SUCCESS(Off(c->Socket, WSK_EVENT_RECEIVE))) return;     // EXPECT(disable-result)
    ExFreePoolWithTag(c, 'xxxx'); }
VOID F(CTX *c) { Off(c->Socket, WSK_EVENT_RECEIVE); }                           // NOT(disable-result)
VOID G(CTX *c, CTX *other) { Off(c->Socket, WSK_EVENT_RECEIVE); Close(other->Socket); }  // NOT(disable-result)
