// CASE: the category is known from the provider table: a fixed peer on a connection, a backlog on a listening socket
#include <ntddk.h>
#include <wsk.h>

typedef struct _MIX {
    PWSK_SOCKET Conn, Listen;
    SOCKADDR_IN Peer;
    SIZE_T Backlog;
    PIRP Irp;
    KEVENT Ev;
} MIX, *PMIX;

static NTSTATUS NTAPI MixDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(&((PMIX)c)->Ev, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID MixReady(PMIX m)
{
    IoReuseIrp(m->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&m->Ev);
    IoSetCompletionRoutine(m->Irp, MixDone, m, TRUE, TRUE, TRUE);
}

NTSTATUS MixPin(PMIX m)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH ops = (PWSK_PROVIDER_CONNECTION_DISPATCH)m->Conn->Dispatch;

    MixReady(m);
    ops->WskControlSocket(m->Conn, WskIoctl, SIO_WSK_SET_REMOTE_ADDRESS, 0,                 // EXPECT(option-category)
                          sizeof(m->Peer), &m->Peer, 0, NULL, NULL, m->Irp);
    KeWaitForSingleObject(&m->Ev, Executive, KernelMode, FALSE, NULL);
    return m->Irp->IoStatus.Status;
}

NTSTATUS MixBacklog(PMIX m)
{
    PWSK_PROVIDER_LISTEN_DISPATCH ops = (PWSK_PROVIDER_LISTEN_DISPATCH)m->Listen->Dispatch;

    MixReady(m);
    ops->WskControlSocket(m->Listen, WskIoctl, SIO_WSK_QUERY_RECEIVE_BACKLOG, 0, 0, NULL,   // EXPECT(option-category)
                          sizeof(m->Backlog), &m->Backlog, NULL, m->Irp);
    KeWaitForSingleObject(&m->Ev, Executive, KernelMode, FALSE, NULL);
    return m->Irp->IoStatus.Status;
}
