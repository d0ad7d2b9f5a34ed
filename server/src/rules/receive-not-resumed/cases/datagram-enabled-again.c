// CASE: a refused datagram list, and the resume path enables RECEIVE_FROM again
// CLEAN
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _QUEUE { PWSK_SOCKET Udp; volatile LONG Paused; ULONG Depth; } QUEUE, *PQUEUE;
VOID QueueDead(PQUEUE q);

static NTSTATUS WSKAPI QueueInput(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PQUEUE q = c;

    (void)f;
    if (d == NULL) {
        QueueDead(q);
        return STATUS_SUCCESS;
    }
    if (q->Depth > 1000) {
        q->Paused = 1;
        return STATUS_DATA_NOT_ACCEPTED;                // NOT(receive-not-resumed)
    }
    for (; d != NULL; d = d->Next)
        q->Depth++;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH QueueTable = { QueueInput };

static NTSTATUS QueueEvents(PQUEUE q)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    const WSK_PROVIDER_DATAGRAM_DISPATCH *d = q->Udp->Dispatch;

    return d->WskControlSocket(q->Udp, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                               sizeof(c), &c, 0, NULL, NULL, NULL);
}

NTSTATUS QueueBound(PQUEUE q)
{
    return QueueEvents(q);
}

NTSTATUS QueueDrained(PQUEUE q)
{
    q->Depth = 0;
    return InterlockedExchange(&q->Paused, 0) ? QueueEvents(q) : STATUS_SUCCESS;
}
