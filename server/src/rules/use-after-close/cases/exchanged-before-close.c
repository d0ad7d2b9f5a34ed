// CASE: asynchronous close; the context's pointer taken away first by exchange; Dispatch read before; a loop that reconnects
#include <ntddk.h>
#include <wsk.h>

typedef struct _AS { PWSK_SOCKET S; PIRP I; PWSK_PROVIDER_NPI N; KEVENT E; LONG Tries; } AS;

static NTSTATUS NTAPI AsFree(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID AsKill(AS *a)
{
    PWSK_SOCKET s = InterlockedExchangePointer((PVOID volatile *)&a->S, NULL);
    PIRP irp;

    if (s == NULL)
        return;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return;
    IoSetCompletionRoutine(irp, AsFree, NULL, TRUE, TRUE, TRUE);
    (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskCloseSocket(s, irp);      // NOT(use-after-close)
}

VOID AsKillTwiceSafe(AS *a)
{
    AsKill(a);
    AsKill(a);                                                                      // NOT(use-after-close)
}

NTSTATUS AsLate(AS *a, PWSK_BUF b, PIRP extra)
{
    PWSK_SOCKET s = a->S;
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = s->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, AsFree, NULL, TRUE, TRUE, TRUE);
    (VOID)d->WskCloseSocket(s, irp);
    return d->WskDisconnect(s, NULL, WSK_FLAG_ABORTIVE, extra);                     // EXPECT(use-after-close)
}
