// CASE: retained lists are stored or released with STATUS_PENDING; with STATUS_SUCCESS only numbers and copies are kept
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _RC { PWSK_SOCKET s; PWSK_DATA_INDICATION kept; WSK_BUF last; SIZE_T n; UCHAR head[16]; } RC, *PRC;
VOID rc_dead(PRC r);

static NTSTATUS WSKAPI rc_receive(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    PWSK_DATA_INDICATION local = d;
    PRC r = c;

    (void)a;
    if (local == NULL) {
        rc_dead(r);
        return STATUS_SUCCESS;
    }
    if ((f & WSK_FLAG_RELEASE_ASAP) || r->kept != NULL) {
        r->n += local->Buffer.Length;                       // NOT(release-not-retained)
        return STATUS_SUCCESS;
    }
    r->kept = d;                                            // NOT(release-not-retained)
    return STATUS_PENDING;
}

static NTSTATUS WSKAPI rc_copy(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    PRC r = c;
    PUCHAR p;

    (void)f; (void)a;
    if (d == NULL) {
        rc_dead(r);
        return STATUS_SUCCESS;
    }
    p = MmGetSystemAddressForMdlSafe(d->Buffer.Mdl, NormalPagePriority);
    if (p != NULL && n >= sizeof(r->head))
        RtlCopyMemory(r->head, p + d->Buffer.Offset, min(sizeof(r->head), d->Buffer.Length));   // NOT(release-not-retained)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI rc_now(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    PRC r = c;

    (void)f; (void)a;
    if (d == NULL) {
        rc_dead(r);
        return STATUS_SUCCESS;
    }
    r->n += n;
    (void)((PWSK_PROVIDER_CONNECTION_DISPATCH)r->s->Dispatch)->WskRelease(r->s, d);     // NOT(release-not-retained)
    return STATUS_PENDING;
}

VOID rc_done(PRC r)
{
    PWSK_DATA_INDICATION kept = r->kept;

    r->kept = NULL;
    (void)((PWSK_PROVIDER_CONNECTION_DISPATCH)r->s->Dispatch)->WskRelease(r->s, kept);  // NOT(release-not-retained)
}

const WSK_CLIENT_CONNECTION_DISPATCH rc_one = { rc_receive }, rc_two = { rc_copy }, rc_three = { rc_now };
