// CASE: a cursor walks, the head is kept; a parameter that is advanced after the head was copied; nothing retained
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _HD { PWSK_SOCKET s; PWSK_DATAGRAM_INDICATION head; SIZE_T n; } HD, *PHD;
VOID hd_dead(PHD h);

static NTSTATUS WSKAPI hd_cursor(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PHD h = c;
    PWSK_DATAGRAM_INDICATION i;

    (void)f;
    if (d == NULL) {
        hd_dead(h);
        return STATUS_SUCCESS;
    }
    for (i = d; i != NULL; i = i->Next)
        h->n += i->Buffer.Length;
    h->head = d;                                            // NOT(release-list-head)
    return STATUS_PENDING;
}

static NTSTATUS WSKAPI hd_saved(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PHD h = c;
    PWSK_DATAGRAM_INDICATION first = d;

    (void)f;
    if (d == NULL) {
        hd_dead(h);
        return STATUS_SUCCESS;
    }
    while (d != NULL) {
        h->n += d->Buffer.Length;
        d = d->Next;                                        // NOT(release-list-head)
    }
    (void)((PWSK_PROVIDER_DATAGRAM_DISPATCH)h->s->Dispatch)->WskRelease(h->s, first);      // NOT(release-list-head)
    return STATUS_PENDING;
}

static NTSTATUS WSKAPI hd_read(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    (void)f; (void)n; (void)a;
    if (d == NULL)
        hd_dead(c);
    for (; d != NULL; d = d->Next)                          // NOT(release-list-head)
        ((PHD)c)->n += d->Buffer.Length;
    return STATUS_SUCCESS;
}

VOID hd_release(PHD h)
{
    (void)((PWSK_PROVIDER_DATAGRAM_DISPATCH)h->s->Dispatch)->WskRelease(h->s, h->head);
}

const WSK_CLIENT_DATAGRAM_DISPATCH hd_one = { hd_cursor }, hd_two = { hd_saved };
const WSK_CLIENT_CONNECTION_DISPATCH hd_three = { hd_read };
