// CASE: NpiId never set; set by an out-parameter helper; set on both arms; set through memcpy
#include <ntddk.h>
#include <wsk.h>

extern VOID PrepareControl(PWSK_EVENT_CALLBACK_CONTROL Control);
static const WSK_EVENT_CALLBACK_CONTROL Template = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

#define DG(s) ((const WSK_PROVIDER_DATAGRAM_DISPATCH *)(s)->Dispatch)

static VOID FillMask(ULONG *Mask, int Kind)
{
    switch (Kind) {
    case 1: *Mask = WSK_EVENT_RECEIVE_FROM; break;
    default: *Mask = WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE; break;
    }
}

NTSTATUS A(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    c.EventMask = WSK_EVENT_RECEIVE_FROM;
    return DG(s)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);   // EXPECT(control-uninitialized)
}

NTSTATUS B(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    PrepareControl(&c);
    return DG(s)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);   // NOT(control-uninitialized)
}

NTSTATUS C(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    RtlCopyMemory(&c, &Template, sizeof(c));
    return DG(s)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);   // NOT(control-uninitialized)
}

NTSTATUS D(PWSK_SOCKET s, int k)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    c.NpiId = &NPI_WSK_INTERFACE_ID;
    FillMask(&c.EventMask, k);
    return DG(s)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);   // NOT(control-uninitialized)
}

NTSTATUS E(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL *c = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*c), 'lrtc');
    NTSTATUS st;
    if (!c) return STATUS_NO_MEMORY;
    c->NpiId = &NPI_WSK_INTERFACE_ID;
    st = DG(s)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*c), c, 0, NULL, NULL, NULL);     // EXPECT(control-uninitialized)
    ExFreePool(c);
    return st;
}

NTSTATUS F(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = Template;
    return DG(s)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);   // NOT(control-uninitialized)
}
