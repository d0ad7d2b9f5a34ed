// CASE: the result leaves a helper by its return; some callers drop it, some do not
#include <ntddk.h>
#include <wsk.h>
typedef struct _CTX { PWSK_SOCKET Socket; NTSTATUS Status; } CTX;
static NTSTATUS On(PWSK_SOCKET k, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m };
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)k->Dispatch)->WskControlSocket(k, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
static NTSTATUS On2(PWSK_SOCKET k, ULONG m)
{
    NTSTATUS st;
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m };
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)k->Dispatch)->WskControlSocket(k, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
    return st;
}
static void On3(PWSK_SOCKET k, ULONG m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, m };
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)k->Dispatch)->WskControlSocket(k, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);    // EXPECT(enable-result-unchecked)
}
void A(CTX *c) { On(c->Socket, WSK_EVENT_RECEIVE); }               // EXPECT(enable-result-unchecked)
void B(CTX *c) { On2(c->Socket, WSK_EVENT_RECEIVE); }              // EXPECT(enable-result-unchecked)
void C(CTX *c) { (void)On(c->Socket, WSK_EVENT_RECEIVE); }         // NOT(enable-result-unchecked)
void D(CTX *c) { c->Status = On2(c->Socket, WSK_EVENT_RECEIVE); }  // NOT(enable-result-unchecked)
void E(CTX *c) { On3(c->Socket, WSK_EVENT_RECEIVE); }
void F(CTX *c) { if (!NT_SUCCESS(On2(c->Socket, WSK_EVENT_RECEIVE))) DbgPrint("x"); }  // NOT(enable-result-unchecked)
void G(CTX *c) { On2(c->Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE); }  // NOT(enable-result-unchecked)
void H(CTX *c, BOOLEAN on) { if (on) On2(c->Socket, WSK_EVENT_RECEIVE); }  // EXPECT(enable-result-unchecked)
void I(CTX *c) { NTSTATUS st; st = On2(c->Socket, WSK_EVENT_RECEIVE); UNREFERENCED_PARAMETER(st); }  // NOT(enable-result-unchecked)
void J(CTX *c) { NT_VERIFY(NT_SUCCESS(On2(c->Socket, WSK_EVENT_RECEIVE))); }  // NOT(enable-result-unchecked)
