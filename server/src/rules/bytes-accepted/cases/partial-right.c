// CASE: partial acceptance, directly, through an alias, through a helper, at the end of a ladder
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _PART { PWSK_SOCKET s; SIZE_T room; WSK_BUF none; } PART, *PPART;
VOID part_close(PPART p);

static SIZE_T part_take(PPART p, SIZE_T n, SIZE_T *out)
{
    if (n > p->room)
        n = p->room;
    p->room -= n;
    *out = n;                                               // NOT(bytes-accepted)
    return n;
}

static NTSTATUS WSKAPI part_one(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    (void)f;
    if (d == NULL) {
        part_close(c);
        return STATUS_SUCCESS;
    }
    part_take(c, n, a);                                     // NOT(bytes-accepted)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI part_two(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    SIZE_T *count = a;
    PPART p = c;
    NTSTATUS st = STATUS_DATA_NOT_ACCEPTED;

    (void)f;
    if (d == NULL) {
        part_close(p);
        st = STATUS_SUCCESS;
        goto out;
    }
    if (p->room == 0)
        goto out;
    *count = min(n, p->room);                               // NOT(bytes-accepted)
    p->room -= *count;
    st = STATUS_SUCCESS;
out:
    return st;
}

VOID part_resume(PPART p, PIRP irp)
{
    (void)((PWSK_PROVIDER_CONNECTION_DISPATCH)p->s->Dispatch)->WskReceive(p->s, &p->none, 0, irp);
}

const WSK_CLIENT_CONNECTION_DISPATCH part_table_one = { part_one }, part_table_two = { part_two };
