// CASE: an array of IRPs: all freed at the end, or only from the second
// CLEAN
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS NTAPI Drop(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(i);
    KeSetEvent((PKEVENT)c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
typedef PWSK_PROVIDER_CONNECTION_DISPATCH CD;
#define N 4
NTSTATUS Many(PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irps[N] = { NULL }; KEVENT ev[N]; PVOID objs[N]; NTSTATUS st = STATUS_SUCCESS; ULONG i;
    for (i = 0; i < N; i++) {
        irps[i] = IoAllocateIrp(1, FALSE);
        if (!irps[i]) { st = STATUS_NO_MEMORY; goto done; }
        KeInitializeEvent(&ev[i], NotificationEvent, FALSE);
        objs[i] = &ev[i];
        IoSetCompletionRoutine(irps[i], Sig, &ev[i], TRUE, TRUE, TRUE);
    }
    for (i = 0; i < N; i++)
        ((CD)s->Dispatch)->WskSend(s, &b[i], 0, irps[i]);
    KeWaitForMultipleObjects(N, objs, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
done:
    for (i = 0; i < N; i++)
        if (irps[i]) IoFreeIrp(irps[i]);
    return st;
}
