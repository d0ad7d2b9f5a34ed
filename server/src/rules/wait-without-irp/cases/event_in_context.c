// CASE: the completion routine of an IRP that nobody passes would set the event, a local and one of the context
#include <ntddk.h>
#include <wsk.h>
static NTSTATUS Done(PDEVICE_OBJECT d, PIRP i, PVOID c) { UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(i); KeSetEvent((PKEVENT)c, 0, FALSE); return STATUS_MORE_PROCESSING_REQUIRED; }
typedef struct _SESS { PWSK_SOCKET Socket; KEVENT Done; PIRP Irp; } SESS;
NTSTATUS Off(SESS *s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
    KEVENT ev; NTSTATUS st;
    KeInitializeEvent(&ev, SynchronizationEvent, FALSE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Socket->Dispatch)->WskControlSocket(s->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);              // EXPECT(wait-without-irp)
    if (st == STATUS_PENDING || st == STATUS_EVENT_PENDING)
        KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    return st;
}
NTSTATUS Off2(SESS *s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
    NTSTATUS st;
    KeClearEvent(&s->Done);
    IoReuseIrp(s->Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(s->Irp, Done, &s->Done, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Socket->Dispatch)->WskControlSocket(s->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);              // EXPECT(wait-without-irp)
    if (st == STATUS_EVENT_PENDING) {
        KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, NULL);
        st = s->Irp->IoStatus.Status;
    }
    return st;
}
