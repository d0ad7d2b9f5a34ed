// CASE: one mistake a callback; the tables stand in one array
#include <ntddk.h>
#include <wsk.h>
typedef struct _S { HANDLE File; FAST_MUTEX Fast; KGUARDED_MUTEX Guarded; ERESOURCE Res; PVOID Obj; UNICODE_STRING Name; UNICODE_STRING Other; PDEVICE_OBJECT Dev; } S, *PS;
#define ARGS PVOID SocketContext, ULONG Flags
#define DISC(n) static NTSTATUS WSKAPI n(ARGS)

static NTSTATUS WSKAPI D1(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    ExAcquireFastMutex(&s->Fast);                 // EXPECT(passive-call-in-callback)
    s->File = NULL;
    ExReleaseFastMutex(&s->Fast);                 // NOT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D2(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    KeAcquireGuardedMutex(&s->Guarded);           // EXPECT(passive-call-in-callback)
    s->File = NULL;
    KeReleaseGuardedMutex(&s->Guarded);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D3(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    if (RtlEqualUnicodeString(&s->Name, &s->Other, TRUE))     // EXPECT(passive-call-in-callback)
        s->File = NULL;
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D4(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    NTSTATUS Status;
    UNREFERENCED_PARAMETER(Flags);
    Status = ObReferenceObjectByHandle(s->File, 0, NULL, KernelMode, &s->Obj, NULL);   // EXPECT(passive-call-in-callback)
    if (!NT_SUCCESS(Status))
        s->Obj = NULL;
    return STATUS_SUCCESS;
}
static VOID W(PVOID c) { UNREFERENCED_PARAMETER(c); }
static NTSTATUS WSKAPI D5(PVOID SocketContext, ULONG Flags)
{
    HANDLE h;
    UNREFERENCED_PARAMETER(Flags);
    (VOID)PsCreateSystemThread(&h, THREAD_ALL_ACCESS, NULL, NULL, NULL, W, SocketContext);   // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D6(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    s->Obj = ExAllocatePoolWithTag(PagedPool, 64, 'gnoL');        // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D7(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    s->Obj = ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, 64, 'gnoL');        // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D8(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    ExAcquireResourceExclusiveLite(&s->Res, TRUE);       // EXPECT(passive-call-in-callback)
    ExReleaseResourceLite(&s->Res);
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D9(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    OBJECT_ATTRIBUTES oa;
    IO_STATUS_BLOCK iosb;
    UNREFERENCED_PARAMETER(Flags);
    InitializeObjectAttributes(&oa, &s->Name, OBJ_KERNEL_HANDLE, NULL, NULL);
    IoCreateFile(&s->File, GENERIC_WRITE, &oa, &iosb, NULL, 0, 0, FILE_OPEN, 0, NULL, 0, CreateFileTypeNone, NULL, 0);   // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D10(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    UNREFERENCED_PARAMETER(Flags);
    IoDeleteDevice(s->Dev);                              // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
static NTSTATUS WSKAPI D11(PVOID SocketContext, ULONG Flags)
{
    PS s = SocketContext;
    CHAR text[32];
    UNREFERENCED_PARAMETER(Flags);
    KeSetEvent(s->Obj, IO_NO_INCREMENT, TRUE);           // EXPECT(passive-call-in-callback)
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T[11] = { { NULL, D1 }, { NULL, D2 }, { NULL, D3 }, { NULL, D4 }, { NULL, D5 }, { NULL, D6 }, { NULL, D7 }, { NULL, D8 }, { NULL, D9 }, { NULL, D10 }, { NULL, D11 } };
