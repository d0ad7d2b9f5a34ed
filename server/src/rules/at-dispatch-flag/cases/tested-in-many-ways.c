// CASE: the flag tested in all ways
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { HANDLE File; PVOID P; PIO_WORKITEM Item; KEVENT Ev; FAST_MUTEX M; } S, *PS;
VOID Work(PDEVICE_OBJECT d, PVOID c);
static VOID Log(PS s) { IO_STATUS_BLOCK i; ULONG v = 1; ZwWriteFile(s->File, NULL, NULL, NULL, &i, &v, sizeof(v), NULL, NULL); }
#define CAN_BLOCK(fl) (((fl) & WSK_FLAG_AT_DISPATCH_LEVEL) == 0)
#define AT_DISPATCH(fl) BooleanFlagOn((fl), WSK_FLAG_AT_DISPATCH_LEVEL)
static BOOLEAN MayBlock(ULONG fl) { return !(fl & WSK_FLAG_AT_DISPATCH_LEVEL); }

static NTSTATUS WSKAPI A1(PVOID c, ULONG Flags)
{
    PS s = c;
    if (!(Flags & WSK_FLAG_AT_DISPATCH_LEVEL))
        KeWaitForSingleObject(&s->Ev, Executive, KernelMode, FALSE, NULL);     // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A2(PVOID c, ULONG Flags)
{
    PS s = c;
    if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) {
        IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s);
        return STATUS_SUCCESS;
    }
    Log(s);                             // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A3(PVOID c, ULONG Flags)
{
    PS s = c;
    BOOLEAN dispatch = (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) != 0;
    if (dispatch)
        IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s);
    else
        Log(s);                         // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A4(PVOID c, ULONG Flags)
{
    PS s = c;
    if (CAN_BLOCK(Flags))
        ExAcquireFastMutex(&s->M);      // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A5(PVOID c, ULONG Flags)
{
    PS s = c;
    if (MayBlock(Flags))
        Log(s);                         // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A6(PVOID c, ULONG Flags)
{
    PS s = c;
    s->P = ExAllocatePoolWithTag((Flags & WSK_FLAG_AT_DISPATCH_LEVEL) ? NonPagedPoolNx : PagedPool, 10, 'x');   // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A7(PVOID c, ULONG Flags)
{
    PS s = c;
    if (!(Flags & WSK_FLAG_AT_DISPATCH_LEVEL) && KeGetCurrentIrql() == PASSIVE_LEVEL)
        Log(s);                         // NOT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A8(PVOID c, ULONG Flags)
{
    PS s = c;
    KIRQL old;
    if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL)
        KeAcquireSpinLockAtDpcLevel((PKSPIN_LOCK)s->P);    // NOT(at-dispatch-flag)
    else
        KeAcquireSpinLock((PKSPIN_LOCK)s->P, &old);        // NOT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A9(PVOID c, ULONG Flags)
{
    PS s = c;
    switch (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) {
    case 0:
        Log(s);                         // EXPECT(at-dispatch-flag)
        break;
    default:
        IoQueueWorkItem(s->Item, Work, DelayedWorkQueue, s);
        break;
    }
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A10(PVOID c, ULONG Flags)
{
    PS s = c;
    if (BooleanFlagOn(Flags, WSK_FLAG_AT_DISPATCH_LEVEL) == FALSE)
        Log(s);                         // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A11(PVOID c, ULONG Flags)
{
    PS s = c;
    if (!FlagOn(Flags, WSK_FLAG_AT_DISPATCH_LEVEL))
        Log(s);                         // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI A12(PVOID c, ULONG Flags)
{
    PS s = c;
    if ((Flags & WSK_FLAG_AT_DISPATCH_LEVEL) != WSK_FLAG_AT_DISPATCH_LEVEL)
        Log(s);                         // EXPECT(at-dispatch-flag)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[] = { { NULL, A1 }, { NULL, A2 }, { NULL, A3 }, { NULL, A4 }, { NULL, A5 }, { NULL, A6 }, { NULL, A7 }, { NULL, A8 }, { NULL, A9 }, { NULL, A10 }, { NULL, A11 }, { NULL, A12 } };
