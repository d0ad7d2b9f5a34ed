// COMPLETE
// A library in the do/while(FALSE) style: contexts from pool, waits or callers' completion routines, both.
#include <ntifs.h>
#include <wsk.h>

#define TAG 'bilW'
#define WSK_LIB_TIMEOUT_INFINITE 0xffffffffUL

typedef struct _LIB_CONTEXT {
    PIRP   Irp;
    KEVENT Event;
    PVOID  Owner;
} LIB_CONTEXT, *PLIB_CONTEXT;

typedef struct _LIB_SOCKET {
    PWSK_SOCKET Socket;
    ULONG       Kind;
    WSK_CLIENT_DATAGRAM_DISPATCH   Datagram;
    WSK_CLIENT_CONNECTION_DISPATCH Connection;
} LIB_SOCKET, *PLIB_SOCKET;

static WSK_REGISTRATION s_Registration;
static WSK_PROVIDER_NPI s_Npi;
static volatile long    s_Initialized;
static WSK_CLIENT_DISPATCH s_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS NTAPI LibCompletion(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PLIB_CONTEXT ctx = (PLIB_CONTEXT)Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    if (ctx)
        KeSetEvent(&ctx->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID LibFreeContext(PLIB_CONTEXT Context)
{
    if (Context) {
        if (Context->Irp) {
            IoFreeIrp(Context->Irp);
            Context->Irp = NULL;
        }
        ExFreePoolWithTag(Context, TAG);
    }
}

static PLIB_CONTEXT LibAllocContext(PVOID Owner)
{
    NTSTATUS status = STATUS_SUCCESS;
    PLIB_CONTEXT ctx = NULL;
    do {
        ctx = (PLIB_CONTEXT)ExAllocatePoolZero(NonPagedPool, sizeof(LIB_CONTEXT), TAG);
        if (ctx == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        ctx->Owner = Owner;
        ctx->Irp = IoAllocateIrp(1, FALSE);
        if (ctx->Irp == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        KeInitializeEvent(&ctx->Event, NotificationEvent, FALSE);
        IoSetCompletionRoutine(ctx->Irp, LibCompletion, ctx, TRUE, TRUE, TRUE);
    } while (FALSE);
    if (!NT_SUCCESS(status)) {
        LibFreeContext(ctx);
        ctx = NULL;
    }
    return ctx;
}

static NTSTATUS LibWait(PLIB_CONTEXT Context, NTSTATUS Status, ULONG TimeoutMs)
{
    if (Status == STATUS_PENDING) {
        LARGE_INTEGER timeout;
        PLARGE_INTEGER p = NULL;
        if (TimeoutMs != WSK_LIB_TIMEOUT_INFINITE) {
            timeout.QuadPart = (LONGLONG)TimeoutMs * -10000;
            p = &timeout;
        }
        Status = KeWaitForSingleObject(&Context->Event, Executive, KernelMode, FALSE, p);
        if (Status == STATUS_TIMEOUT) {
            IoCancelIrp(Context->Irp);
            KeWaitForSingleObject(&Context->Event, Executive, KernelMode, FALSE, NULL);
        }
        Status = Context->Irp->IoStatus.Status;
    }
    return Status;
}

NTSTATUS LibStartup(UINT16 Version)
{
    NTSTATUS status = STATUS_SUCCESS;
    UNREFERENCED_PARAMETER(Version);
    do {
        WSK_CLIENT_NPI npi = { 0 };
        if (InterlockedCompareExchange(&s_Initialized, 1, 0) != 0) {
            status = STATUS_ALREADY_REGISTERED;
            break;
        }
        npi.Dispatch = &s_Dispatch;
        status = WskRegister(&npi, &s_Registration);
        if (!NT_SUCCESS(status)) {
            InterlockedExchange(&s_Initialized, 0);
            break;
        }
        status = WskCaptureProviderNPI(&s_Registration, WSK_NO_WAIT, &s_Npi);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&s_Registration);
            InterlockedExchange(&s_Initialized, 0);
            break;
        }
    } while (FALSE);
    return status;
}

VOID LibCleanup(VOID)
{
    if (InterlockedCompareExchange(&s_Initialized, 0, 1) == 1) {
        WskReleaseProviderNPI(&s_Registration);
        WskDeregister(&s_Registration);
    }
}

NTSTATUS LibSocket(PLIB_SOCKET *Out, ADDRESS_FAMILY Family, USHORT Type, ULONG Protocol, ULONG Kind)
{
    NTSTATUS status = STATUS_SUCCESS;
    PLIB_SOCKET s = NULL;
    PLIB_CONTEXT ctx = NULL;
    do {
        *Out = NULL;
        s = (PLIB_SOCKET)ExAllocatePoolZero(NonPagedPool, sizeof(LIB_SOCKET), TAG);
        if (s == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        ctx = LibAllocContext(s);
        if (ctx == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        s->Kind = Kind;
        status = s_Npi.Dispatch->WskSocket(s_Npi.Client, Family, Type, Protocol, Kind, s, NULL, NULL, NULL, NULL, ctx->Irp);
        status = LibWait(ctx, status, WSK_LIB_TIMEOUT_INFINITE);
        if (!NT_SUCCESS(status))
            break;
        s->Socket = (PWSK_SOCKET)ctx->Irp->IoStatus.Information;
        *Out = s;
    } while (FALSE);
    LibFreeContext(ctx);
    if (!NT_SUCCESS(status) && s)
        ExFreePoolWithTag(s, TAG);
    return status;
}

NTSTATUS LibClose(PLIB_SOCKET Socket)
{
    NTSTATUS status = STATUS_SUCCESS;
    PLIB_CONTEXT ctx = NULL;
    do {
        ctx = LibAllocContext(NULL);
        if (ctx == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Socket->Dispatch)->WskCloseSocket(Socket->Socket, ctx->Irp);
        status = LibWait(ctx, status, WSK_LIB_TIMEOUT_INFINITE);
        if (NT_SUCCESS(status))
            ExFreePoolWithTag(Socket, TAG);
    } while (FALSE);
    LibFreeContext(ctx);
    return status;
}

static NTSTATUS LibLock(PVOID Buffer, SIZE_T Length, WSK_BUF *Out, LOCK_OPERATION Operation)
{
    NTSTATUS status = STATUS_SUCCESS;
    do {
        Out->Offset = 0;
        Out->Length = Length;
        Out->Mdl = IoAllocateMdl(Buffer, (ULONG)Length, FALSE, FALSE, NULL);
        if (Out->Mdl == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        __try {
            MmProbeAndLockPages(Out->Mdl, KernelMode, Operation);
        }
        __except (EXCEPTION_EXECUTE_HANDLER) {
            status = GetExceptionCode();
            IoFreeMdl(Out->Mdl);
            Out->Mdl = NULL;
            break;
        }
    } while (FALSE);
    return status;
}

static VOID LibUnlock(WSK_BUF *Buffer)
{
    if (Buffer->Mdl) {
        MmUnlockPages(Buffer->Mdl);
        IoFreeMdl(Buffer->Mdl);
        Buffer->Mdl = NULL;
    }
}

NTSTATUS LibSend(PLIB_SOCKET Socket, PVOID Buffer, SIZE_T Length, SIZE_T *Sent, ULONG Flags, ULONG TimeoutMs)
{
    NTSTATUS status = STATUS_SUCCESS;
    PLIB_CONTEXT ctx = NULL;
    WSK_BUF buf = { 0 };
    do {
        *Sent = 0;
        status = LibLock(Buffer, Length, &buf, IoReadAccess);
        if (!NT_SUCCESS(status))
            break;
        ctx = LibAllocContext(Socket);
        if (ctx == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        switch (Socket->Kind) {
        case WSK_FLAG_CONNECTION_SOCKET:
            status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Socket->Dispatch)->WskSend(Socket->Socket, &buf, Flags, ctx->Irp);
            break;
        case WSK_FLAG_STREAM_SOCKET:
            status = ((PWSK_PROVIDER_STREAM_DISPATCH)Socket->Socket->Dispatch)->WskSend(Socket->Socket, &buf, Flags, ctx->Irp);
            break;
        default:
            status = STATUS_NOT_IMPLEMENTED;
            break;
        }
        status = LibWait(ctx, status, TimeoutMs);
        if (NT_SUCCESS(status))
            *Sent = ctx->Irp->IoStatus.Information;
    } while (FALSE);
    LibFreeContext(ctx);
    LibUnlock(&buf);
    return status;
}

NTSTATUS LibResolve(PCWSTR Name, PADDRINFOEXW *Result)
{
    NTSTATUS status = STATUS_SUCCESS;
    PLIB_CONTEXT ctx = NULL;
    UNICODE_STRING name;
    ADDRINFOEXW hints = { 0 };
    do {
        RtlInitUnicodeString(&name, Name);
        hints.ai_family = AF_INET;
        ctx = LibAllocContext(NULL);
        if (ctx == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        status = s_Npi.Dispatch->WskGetAddressInfo(s_Npi.Client, &name, NULL, 0, NULL, &hints, Result, NULL, NULL, ctx->Irp);
        status = LibWait(ctx, status, WSK_LIB_TIMEOUT_INFINITE);
    } while (FALSE);
    LibFreeContext(ctx);
    return status;
}

VOID LibFreeAddress(PADDRINFOEXW Info)
{
    if (Info)
        s_Npi.Dispatch->WskFreeAddressInfo(s_Npi.Client, Info);
}

NTSTATUS LibIoctl(PLIB_SOCKET Socket, ULONG Code, PVOID In, SIZE_T InSize, PVOID Out, SIZE_T OutSize, SIZE_T *Returned, ULONG TimeoutMs)
{
    NTSTATUS status;
    PLIB_CONTEXT ctx = LibAllocContext(Socket);
    if (ctx == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Socket->Dispatch)->WskControlSocket(Socket->Socket, WskIoctl, Code, 0,
        InSize, In, OutSize, Out, NULL, ctx->Irp);
    status = LibWait(ctx, status, TimeoutMs);
    if (NT_SUCCESS(status) && Returned)
        *Returned = ctx->Irp->IoStatus.Information;
    LibFreeContext(ctx);
    return status;
}

NTSTATUS LibSetOption(PLIB_SOCKET Socket, ULONG Level, ULONG Option, PVOID Value, SIZE_T Size)
{
    NTSTATUS status;
    PLIB_CONTEXT ctx = LibAllocContext(Socket);
    if (ctx == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Socket->Dispatch)->WskControlSocket(Socket->Socket, WskSetOption, Option, Level,
        Size, Value, 0, NULL, NULL, ctx->Irp);
    status = LibWait(ctx, status, WSK_LIB_TIMEOUT_INFINITE);
    LibFreeContext(ctx);
    return status;
}

NTSTATUS LibTune(PLIB_SOCKET Socket)
{
    BOOLEAN on = TRUE;
    ULONG keep = 1;
    NTSTATUS status = LibSetOption(Socket, SOL_SOCKET, SO_KEEPALIVE, &keep, sizeof(keep));
    if (NT_SUCCESS(status))
        status = LibSetOption(Socket, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, &on, sizeof(on)); // EXPECT(control-input)
    return status;
}

VOID LibUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    LibCleanup();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = LibUnload;
    return LibStartup(MAKE_WSK_VERSION(1, 0));
}
