// CASE: the level before the lock is as good as the current one
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { KSPIN_LOCK L; HANDLE File; PVOID P; } S, *PS;
static NTSTATUS WSKAPI G1(PVOID c, ULONG f)
{
    PS s = c; KIRQL old; (void)f;
    KeAcquireSpinLock(&s->L, &old);
    KeReleaseSpinLock(&s->L, old);
    if (old == PASSIVE_LEVEL)
        ZwClose(s->File);                             // NOT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS NTAPI Done(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    PS s = c; (void)d;
    IoFreeIrp(i);
    ExFreePool(s->P);                                 // NOT(passive-call-in-callback)



    ZwClose(s->File);                                 // EXPECT(passive-call-in-callback)
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Close(PS s, PWSK_SOCKET k)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, Done, s, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)k->Dispatch)->WskCloseSocket(k, irp);
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { NULL, G1, NULL };
