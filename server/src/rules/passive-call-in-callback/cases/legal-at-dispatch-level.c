// CASE: everything that a busy receive callback may call
#include <ntddk.h>
#include <wsk.h>
// CLEAN
typedef struct _N { LIST_ENTRY Link; SIZE_T Len; UCHAR Data[1]; } N, *PN;
typedef struct _S { KSPIN_LOCK Lock; LIST_ENTRY Q; KEVENT Ev; KSEMAPHORE Sem; PIO_WORKITEM Item; KDPC Dpc; NPAGED_LOOKASIDE_LIST Look; LONG Ref; SLIST_HEADER Slist; KTIMER Timer; EX_RUNDOWN_REF Run; PVOID Obj; UNICODE_STRING U; POOL_TYPE Type; IO_REMOVE_LOCK RemLock; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);

static NTSTATUS WSKAPI Rx(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PS s = SocketContext;
    PN n;
    KIRQL irql;
    KLOCK_QUEUE_HANDLE h;
    LARGE_INTEGER now, due;

    UNREFERENCED_PARAMETER(Flags); UNREFERENCED_PARAMETER(BytesAccepted);
    if (!DataIndication) {
        IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s);
        return STATUS_SUCCESS;
    }
    n = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(N) + BytesIndicated, 'xRtS');
    if (!n)
        return STATUS_DATA_NOT_ACCEPTED;
    RtlZeroMemory(n, sizeof(N));
    n->Len = BytesIndicated;
    if (DataIndication->Buffer.Mdl) {
        PUCHAR va = MmGetSystemAddressForMdlSafe(DataIndication->Buffer.Mdl, NormalPagePriority);
        if (va) RtlCopyMemory(n->Data, va + DataIndication->Buffer.Offset, DataIndication->Buffer.Length);
    }
    KeAcquireSpinLock(&s->Lock, &irql);
    InsertTailList(&s->Q, &n->Link);
    KeReleaseSpinLock(&s->Lock, irql);
    KeAcquireInStackQueuedSpinLock(&s->Lock, &h);
    KeReleaseInStackQueuedSpinLock(&h);
    KeAcquireSpinLockAtDpcLevel(&s->Lock);
    KeReleaseSpinLockFromDpcLevel(&s->Lock);
    InterlockedIncrement(&s->Ref);
    KeSetEvent(&s->Ev, IO_NO_INCREMENT, FALSE);
    KeReleaseSemaphore(&s->Sem, 0, 1, FALSE);
    KeInsertQueueDpc(&s->Dpc, NULL, NULL);
    KeQuerySystemTime(&now);
    due.QuadPart = -10000LL;
    KeSetTimer(&s->Timer, due, &s->Dpc);
    KeCancelTimer(&s->Timer);
    ObReferenceObject(s->Obj);
    ObDereferenceObject(s->Obj);
    if (ExAcquireRundownProtection(&s->Run)) ExReleaseRundownProtection(&s->Run);
    (void)ExAllocateFromNPagedLookasideList(&s->Look);
    (void)ExAllocatePoolWithTag(s->Type, 10, 'xRtS');
    DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_INFO_LEVEL, "rx %Iu\n", BytesIndicated);
    RtlInitUnicodeString(&s->U, L"x");
    IoAcquireRemoveLock(&s->RemLock, s);
    IoReleaseRemoveLock(&s->RemLock, s);
    ExFreePool(n);
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { Rx, NULL, NULL };
