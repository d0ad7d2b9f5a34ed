// CASE: enable, disable, static callbacks, cached descriptors and list queries without an IRP
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _NOIRP { WSK_PROVIDER_NPI Npi; PSECURITY_DESCRIPTOR Sd; PWSK_SOCKET Tcp; BOOLEAN Quiet; } NOIRP, *PNOIRP;

NTSTATUS NoIrpClient(PNOIRP n)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    SIZE_T Bytes;
    NTSTATUS st;

    st = n->Npi.Dispatch->WskControlClient(n->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                           sizeof(c), &c, 0, NULL, NULL, NULL);             // NOT(irp-required)
    if (!NT_SUCCESS(st))
        return st;
    st = n->Npi.Dispatch->WskControlClient(n->Npi.Client, WSK_RELEASE_SD, sizeof(n->Sd), &n->Sd,
                                           0, NULL, NULL, NULL);                            // NOT(irp-required)
    if (!NT_SUCCESS(st))
        return st;
    return n->Npi.Dispatch->WskControlClient(n->Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
                                             0, NULL, &Bytes, NULL);                        // NOT(irp-required)
}

/* Tcp: connected */
NTSTATUS NoIrpEvents(PNOIRP n, BOOLEAN On)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    NTSTATUS st;

    if (!On)
        c.EventMask |= WSK_EVENT_DISABLE;
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)n->Tcp->Dispatch)->WskControlSocket(n->Tcp, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);             // NOT(irp-required)
    n->Quiet = !On && st == STATUS_SUCCESS;
    return st;
}
