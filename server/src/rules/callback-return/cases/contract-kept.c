// CASE: every status of the contracts, by conditional, by mapping of a helper's result, through a local
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _KEEP { KSPIN_LOCK Lock; SIZE_T Room; PWSK_DATA_INDICATION Held; PWSK_SOCKET Socket; ULONG Count; } KEEP, *PKEEP;
VOID KeepClose(PKEEP Keep);

static NTSTATUS KeepStore(PKEEP k, SIZE_T n)
{
    if (n > k->Room)
        return STATUS_BUFFER_TOO_SMALL;
    k->Room -= n;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI KeepReceive(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    PKEEP k = c;
    NTSTATUS st;

    (void)f; (void)a;
    if (d == NULL) {
        KeepClose(k);
        return STATUS_SUCCESS;
    }
    st = KeepStore(k, n);
    if (!NT_SUCCESS(st))
        st = STATUS_DATA_NOT_ACCEPTED;
    return st;                                                          // NOT(callback-return)
}

static NTSTATUS WSKAPI KeepHold(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T n, SIZE_T *a)
{
    PKEEP k = c;

    (void)n; (void)a;
    if (d == NULL)
        return KeepClose(k), STATUS_SUCCESS;
    if ((f & WSK_FLAG_RELEASE_ASAP) || k->Held != NULL)
        return STATUS_DATA_NOT_ACCEPTED;                                // NOT(callback-return)
    k->Held = d;
    return STATUS_PENDING;                                              // NOT(callback-return)
}

VOID KeepDone(PKEEP k)
{
    PWSK_DATA_INDICATION held = k->Held;
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = k->Socket->Dispatch;

    k->Held = NULL;
    if (held != NULL)
        (void)d->WskRelease(k->Socket, held);
}

static NTSTATUS WSKAPI KeepClient(PVOID c, ULONG t, PVOID i, SIZE_T l)
{
    (void)c; (void)t; (void)i; (void)l;
    return STATUS_NOT_IMPLEMENTED;                                      // NOT(callback-return)
}

const WSK_CLIENT_CONNECTION_DISPATCH KeepTable = { KeepReceive };
const WSK_CLIENT_CONNECTION_DISPATCH HoldTable = { KeepHold };
const WSK_CLIENT_DISPATCH KeepClientTable = { MAKE_WSK_VERSION(1, 0), 0, KeepClient };
