// CASE: options that want an IRP get NULL, by macro and helper; event control without one is right
#include <ntddk.h>
#include <wsk.h>

#define NO_IRP ((PIRP)NULL)

static NTSTATUS Opt(PWSK_SOCKET s, ULONG code, ULONG v, PIRP irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, code, SOL_SOCKET, sizeof(v), &v, 0, NULL, NULL, irp);
}

NTSTATUS Bcast(PWSK_SOCKET s)
{
    return Opt(s, SO_BROADCAST, 1, NO_IRP);         // EXPECT(irp-required)
}

NTSTATUS Notify(PWSK_PROVIDER_NPI n)
{
    return n->Dispatch->WskControlClient(n->Client, WSK_TRANSPORT_LIST_CHANGE, 0, NULL, 0, NULL, NULL, NO_IRP);     // EXPECT(irp-required)
}

NTSTATUS Query(PWSK_PROVIDER_NPI n, PVOID b, SIZE_T cb, SIZE_T *g)
{
    return n->Dispatch->WskControlClient(n->Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, cb, b, g, NULL);             // NOT(irp-required)
}

NTSTATUS Close(PWSK_SOCKET s)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskCloseSocket(s, NULL);                                    // EXPECT(irp-required)
}

NTSTATUS Events(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);        // NOT(irp-required)
}

NTSTATUS Ext(PWSK_SOCKET s, PVOID in, SIZE_T cbIn, PVOID out, SIZE_T cbOut)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskIoctl, SIO_ADDRESS_LIST_QUERY, 0, 0, NULL, cbOut, out, &cbOut, NULL);   // NOT(irp-required)
}
