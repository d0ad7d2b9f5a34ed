// CASE: a helper translates the status that it gets: the mistake is its caller's
#include <ntddk.h>
#include <wsk.h>
static int Translated(NTSTATUS st) { return NT_SUCCESS(st) ? 0 : -5; } // NOT(pending-status)


static NTSTATUS NTAPI Wake(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    KeSetEvent(c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static PIRP Armed(PKEVENT e)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    KeInitializeEvent(e, NotificationEvent, FALSE);
    if (irp != NULL) IoSetCompletionRoutine(irp, Wake, e, TRUE, TRUE, TRUE);
    return irp;
}
int Wrong(PWSK_SOCKET s, PSOCKADDR to)
{
    NTSTATUS st;
    KEVENT e;
    PIRP irp = Armed(&e);
    if (irp == NULL) return -12;
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskConnect(s, to, 0, irp);
    if (st == STATUS_PENDING) KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    return Translated(st); // EXPECT(pending-status)
}
int Right(PWSK_SOCKET s, PSOCKADDR to)
{
    NTSTATUS st;
    KEVENT e;
    PIRP irp = Armed(&e);
    if (irp == NULL) return -12;
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskConnect(s, to, 0, irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
        st = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return Translated(st); // NOT(pending-status)
}
