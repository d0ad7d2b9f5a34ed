// CASE: every kind of wait, with every kind of timeout
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { KEVENT A; KEVENT B; KMUTEX Mutex; KSEMAPHORE Sem; PVOID Thread; EX_RUNDOWN_REF Rundown; ERESOURCE Res; } S, *PS;

static NTSTATUS WSKAPI Disc(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    PVOID objects[2];
    objects[0] = &s->A;
    objects[1] = &s->B;
    UNREFERENCED_PARAMETER(Flags);
    KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);   // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI Disc2(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    LARGE_INTEGER Timeout;
    UNREFERENCED_PARAMETER(Flags);
    Timeout.QuadPart = 0;
    if (KeWaitForSingleObject(&s->A, Executive, KernelMode, FALSE, &Timeout) == STATUS_TIMEOUT)   // NOT(wait-in-callback)
        return STATUS_SUCCESS;
    KeSetEvent(&s->B, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI Disc3(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    LARGE_INTEGER Timeout = { 0 };
    UNREFERENCED_PARAMETER(Flags);
    KeWaitForMutexObject(&s->Mutex, Executive, KernelMode, FALSE, NULL);     // EXPECT(wait-in-callback)
    KeReleaseMutex(&s->Mutex, FALSE);
    (void)KeWaitForSingleObject(&s->Sem, Executive, KernelMode, FALSE, &Timeout);   // NOT(wait-in-callback)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI Disc4(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    LARGE_INTEGER t;
    UNREFERENCED_PARAMETER(Flags);
    t.QuadPart = -10 * 1000 * 1000;
    KeWaitForSingleObject(s->Thread, Executive, KernelMode, FALSE, &t);      // EXPECT(wait-in-callback)
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI Disc5(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    for (;;) {
        LARGE_INTEGER t;
        t.QuadPart = -100000;
        if (KeReadStateEvent(&s->A))
            break;
        KeDelayExecutionThread(KernelMode, FALSE, &t);    // EXPECT(passive-call-in-callback)
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH D1 = { NULL, Disc };
const WSK_CLIENT_CONNECTION_DISPATCH D2 = { NULL, Disc2 };
const WSK_CLIENT_CONNECTION_DISPATCH D3 = { NULL, Disc3, NULL };
const WSK_CLIENT_CONNECTION_DISPATCH D4 = { .WskDisconnectEvent = Disc4 };
const WSK_CLIENT_CONNECTION_DISPATCH D5 = { .WskDisconnectEvent = Disc5 };
