// CASE: the buffer is static, in the context or in pool; a local without an IRP
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _NODE { PWSK_SOCKET Sock; ULONG Yes; SIZE_T Pending; } NODE, *PNODE;
static ULONG One = 1;

static NTSTATUS NTAPI NodeDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    if (c != NULL)
        ExFreePoolWithTag(c, 'edoN');
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP NodeIrp(PVOID Owned)
{
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i != NULL)
        IoSetCompletionRoutine(i, NodeDone, Owned, TRUE, TRUE, TRUE);
    return i;
}

#define OPS(n) ((PWSK_PROVIDER_CONNECTION_DISPATCH)(n)->Sock->Dispatch)

NTSTATUS NodeStatic(PNODE n)
{
    PIRP i = NodeIrp(NULL);

    return i == NULL ? STATUS_NO_MEMORY : OPS(n)->WskControlSocket(n->Sock, WskSetOption, SO_KEEPALIVE, SOL_SOCKET,
        sizeof(One), &One, 0, NULL, NULL, i);                               // NOT(control-buffer-lifetime)
}

NTSTATUS NodeContext(PNODE n)
{
    PIRP i = NodeIrp(NULL);

    if (i == NULL)
        return STATUS_NO_MEMORY;
    return OPS(n)->WskControlSocket(n->Sock, WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, 0, NULL,
        sizeof(n->Pending), &n->Pending, NULL, i);                          // NOT(control-buffer-lifetime)
}

NTSTATUS NodePool(PNODE n)
{
    PULONG v = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*v), 'edoN');
    PIRP i;

    if (v == NULL)
        return STATUS_NO_MEMORY;
    i = NodeIrp(v);
    if (i == NULL) {
        ExFreePoolWithTag(v, 'edoN');
        return STATUS_NO_MEMORY;
    }
    *v = 1;
    return OPS(n)->WskControlSocket(n->Sock, WskSetOption, SO_KEEPALIVE, SOL_SOCKET,
        sizeof(*v), v, 0, NULL, NULL, i);                                   // NOT(control-buffer-lifetime)
}

NTSTATUS NodeEvents(PNODE n)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };

    return OPS(n)->WskControlSocket(n->Sock, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);                                // NOT(control-buffer-lifetime)
}
