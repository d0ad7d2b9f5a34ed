// CASE: callbacks signal a thread, set a timer, queue a DPC; the thread waits. A request is started, nobody waits for it
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _FLOW {
    PWSK_SOCKET Socket;
    WSK_BUF Ack;
    KEVENT Work, Stop;
    KTIMER Timer;
    KDPC Dpc;
    LONG Failed;
} FLOW, *PFLOW;

static NTSTATUS NTAPI FlowSent(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    if (!NT_SUCCESS(i->IoStatus.Status))
        InterlockedIncrement(&((PFLOW)c)->Failed);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID NTAPI FlowThread(PVOID Context)
{
    PFLOW f = Context;
    PVOID Objects[2] = { &f->Work, &f->Stop };

    while (KeWaitForMultipleObjects(2, Objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL) == STATUS_WAIT_0)   // NOT(wait-in-callback)
        DbgPrint("flow: work\n");
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS WSKAPI FlowReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PFLOW f = Ctx;
    LARGE_INTEGER Soon;
    PIRP Irp;

    (void)Flags; (void)Bytes; (void)Taken;
    if (Data == NULL) {
        KeSetEvent(&f->Stop, IO_NO_INCREMENT, FALSE);           // NOT(wait-in-callback)
        return STATUS_SUCCESS;
    }
    KeSetEvent(&f->Work, IO_NO_INCREMENT, FALSE);
    Soon.QuadPart = -10000;
    KeSetTimer(&f->Timer, Soon, &f->Dpc);                       // NOT(wait-in-callback)

    Irp = IoAllocateIrp(1, FALSE);
    if (Irp != NULL) {
        IoSetCompletionRoutine(Irp, FlowSent, f, TRUE, TRUE, TRUE);
        (void)((PWSK_PROVIDER_CONNECTION_DISPATCH)f->Socket->Dispatch)->WskSend(f->Socket, &f->Ack, 0, Irp);   // NOT(wait-in-callback)
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH FlowDispatch = { FlowReceive };
