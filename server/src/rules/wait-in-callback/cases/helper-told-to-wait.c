// CASE: a helper that waits only when it is told to
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { KEVENT Ev; PWSK_SOCKET Socket; } S, *PS;
static NTSTATUS NTAPI Sig(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)i; KeSetEvent(c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS NTAPI Fre(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS CloseSocket(PWSK_SOCKET Socket, BOOLEAN Wait)
{
    KEVENT Event;
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    if (Wait) {
        KeInitializeEvent(&Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Sig, &Event, TRUE, TRUE, TRUE);
    } else {
        IoSetCompletionRoutine(Irp, Fre, NULL, TRUE, TRUE, TRUE);
    }
    Status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    if (Wait) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
        IoFreeIrp(Irp);
    }
    return Status;
}
static NTSTATUS WSKAPI Gone(PVOID c, ULONG f) { PS s = c; (void)f; CloseSocket(s->Socket, FALSE); return STATUS_SUCCESS; }   // NOT(wait-in-callback)



static NTSTATUS WSKAPI Gone2(PVOID c, ULONG f) { PS s = c; (void)f; CloseSocket(s->Socket, TRUE); return STATUS_SUCCESS; }   // EXPECT(wait-in-callback)
const WSK_CLIENT_CONNECTION_DISPATCH T1 = { NULL, Gone, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH T2 = { NULL, Gone2, NULL };
