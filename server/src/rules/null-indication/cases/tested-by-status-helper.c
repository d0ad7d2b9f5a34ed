// CASE: tests by macro, by bail-out helper with a status, in a conjunct; and a switch that forgets
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _Z { ULONG N; volatile LONG Dead; LIST_ENTRY L; } Z, *PZ;
#define RETURN_IF_DEAD(z, p) if ((p) == NULL) { InterlockedExchange(&(z)->Dead, 1); return STATUS_SUCCESS; }
static NTSTATUS ZCheck(PZ z, PVOID p)
{
    if (p == NULL) {
        InterlockedExchange(&z->Dead, 1);
        return STATUS_DEVICE_REMOVED;
    }
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI ZData(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    PZ z = c;
    (void)f; (void)a; (void)n;
    RETURN_IF_DEAD(z, d);
    z->N += (ULONG)d->Buffer.Length;            // NOT(null-indication)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI ZDg(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PZ z = c;
    NTSTATUS st = ZCheck(z, d);
    (void)f;
    if (!NT_SUCCESS(st))
        goto out;
    z->N += (ULONG)d->Buffer.Length;            // NOT(null-indication)
out:
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH ZT = { ZData };
const WSK_CLIENT_DATAGRAM_DISPATCH ZU = { ZDg };
