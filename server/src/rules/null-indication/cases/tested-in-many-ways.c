// CASE: tests by a helper, a macro, the conditional operator, a switch over a flag set from the test; the helper tests itself
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define RETURN_IF_DEAD(list, s) do { if ((list) == NULL) { Dead(s); return STATUS_SUCCESS; } } while (0)

typedef struct _S { SIZE_T n; ULONG k; } S, *PS;
VOID Dead(PS s);

static ULONG Count(PWSK_DATAGRAM_INDICATION i)
{
    ULONG c = 0;

    while (i != NULL) {
        c++;
        i = i->Next;
    }
    return c;
}

static NTSTATUS WSKAPI ByMacro(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    (void)f; (void)n; (void)a;
    RETURN_IF_DEAD(d, (PS)c);
    ((PS)c)->n += d->Buffer.Length;                             // NOT(null-indication)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI ByHelper(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    (void)f;
    ((PS)c)->k += Count(d);                                     // NOT(null-indication)
    if (d == NULL)
        Dead(c);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI ByConditional(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    SIZE_T first = d ? d->Buffer.Length : 0;                    // NOT(null-indication)

    (void)f; (void)n; (void)a;
    if (!d)
        Dead(c);
    ((PS)c)->n += first;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH T1 = { ByMacro }, T3 = { ByConditional };
const WSK_CLIENT_DATAGRAM_DISPATCH T2 = { ByHelper };
