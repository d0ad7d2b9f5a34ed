// COMPLETE
/*
 * Asynchronous state machine: one IRP per session, driven by its completion routine; work that needs PASSIVE_LEVEL is deferred.
 */
#include "async.h"

#define SESSION_TAG 'sesA'

static VOID SessionArm(PSESSION Session)
{
    IoReuseIrp(Session->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Session->Irp, SessionIrpDone, Session, TRUE, TRUE, TRUE);
}

PSESSION SessionCreate(VOID)
{
    PSESSION session = ExAllocateFromNPagedLookasideList(&AsyncSessions);
    if (session == NULL) {
        return NULL;
    }
    RtlZeroMemory(session, sizeof(*session));
    session->Refs = 1;
    session->State = SessionIdle;
    KeInitializeSpinLock(&session->Lock);
    KeInitializeEvent(&session->Finished, NotificationEvent, FALSE);
    session->Irp = IoAllocateIrp(1, FALSE);
    session->WorkItem = IoAllocateWorkItem(AsyncDevice);
    if (session->Irp == NULL || session->WorkItem == NULL) {
        SessionRelease(session);
        return NULL;
    }
    return session;
}

VOID SessionAddRef(PSESSION Session)
{
    InterlockedIncrement(&Session->Refs);
}

VOID SessionRelease(PSESSION Session)
{
    if (InterlockedDecrement(&Session->Refs) != 0) {
        return;
    }
    if (Session->Irp != NULL) {
        IoFreeIrp(Session->Irp);
    }
    if (Session->WorkItem != NULL) {
        IoFreeWorkItem(Session->WorkItem);
    }
    if (Session->Mdl != NULL) {
        IoFreeMdl(Session->Mdl);
    }
    if (Session->Memory != NULL) {
        ExFreePoolWithTag(Session->Memory, SESSION_TAG);
    }
    ExFreeToNPagedLookasideList(&AsyncSessions, Session);
}

VOID SessionWork(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PSESSION session = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    PAGED_CODE();
    session->Next(session);
    SessionRelease(session);
}

VOID SessionDefer(PSESSION Session, PSESSION_STEP Step)
{
    SessionAddRef(Session);
    Session->Next = Step;
    IoQueueWorkItem(Session->WorkItem, SessionWork, DelayedWorkQueue, Session);
}

static VOID SessionFinish(PSESSION Session, NTSTATUS Status)
{
    Session->Status = Status;
    Session->State = SessionDone;
    KeSetEvent(&Session->Finished, IO_NO_INCREMENT, FALSE);
}

static VOID SessionBeginClose(PSESSION Session)
{
    if (Session->Socket == NULL) {
        SessionFinish(Session, Session->Status);
        return;
    }
    Session->State = SessionClosing;
    SessionArm(Session);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Session->Socket->Dispatch)->WskCloseSocket(Session->Socket, Session->Irp);
}

static VOID SessionBeginReceive(PSESSION Session)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Session->Socket->Dispatch;
    Session->State = SessionReceiving;
    Session->Buf.Mdl = Session->Mdl;
    Session->Buf.Offset = 0;
    Session->Buf.Length = Session->Length;
    SessionArm(Session);
    dispatch->WskReceive(Session->Socket, &Session->Buf, WSK_FLAG_WAITALL | WSK_FLAG_DRAIN, Session->Irp); // EXPECT(operation-flags)
}

static VOID SessionBeginSend(PSESSION Session)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Session->Socket->Dispatch;
    WSK_BUF local;
    UCHAR hello[16] = { 'h', 'i' };
    PMDL mdl = IoAllocateMdl(hello, sizeof(hello), FALSE, FALSE, NULL);

    if (mdl == NULL) {
        SessionBeginClose(Session);
        return;
    }
    MmBuildMdlForNonPagedPool(mdl);
    local.Mdl = mdl;
    local.Offset = 0;
    local.Length = sizeof(hello);
    Session->State = SessionSending;
    SessionArm(Session);
    dispatch->WskSend(Session->Socket, &local, 0, Session->Irp);  // EXPECT(buffer-lifetime)
}

static VOID SessionBeginConnect(PSESSION Session)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Session->Socket->Dispatch;
    Session->State = SessionConnecting;
    SessionArm(Session);
    dispatch->WskConnect(Session->Socket, (PSOCKADDR)&Session->Remote, 0, Session->Irp);
}

static VOID SessionBeginBind(PSESSION Session)
{
    static SOCKADDR_IN any = { AF_INET };
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Session->Socket->Dispatch;
    Session->State = SessionBinding;
    SessionArm(Session);
    dispatch->WskBind(Session->Socket, (PSOCKADDR)&any, 0, Session->Irp);
}

static VOID SessionBeginSocket(PSESSION Session)
{
    Session->State = SessionCreating;
    SessionArm(Session);
    AsyncNpi.Dispatch->WskSocket(AsyncNpi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_CONNECTION_SOCKET | WSK_FLAG_LISTEN_SOCKET,      // EXPECT(socket-flags)
        Session, NULL, NULL, NULL, NULL, Session->Irp);
}

static VOID SessionFreeAddress(PSESSION Session)
{
    PAGED_CODE();
    if (Session->Address != NULL) {
        AsyncNpi.Dispatch->WskFreeAddressInfo(AsyncNpi.Client, Session->Address);
        Session->Address = NULL;
    }
    SessionBeginSocket(Session);
}

NTSTATUS SessionIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PSESSION session = Context;
    NTSTATUS status = Irp->IoStatus.Status;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    KeAcquireSpinLock(&session->Lock, &irql);
    session->Status = status;
    KeReleaseSpinLock(&session->Lock, irql);

    switch (session->State) {
    case SessionResolving:
        if (!NT_SUCCESS(status)) {
            SessionFinish(session, status);
        } else {
            RtlCopyMemory(&session->Remote, session->Address->ai_addr, session->Address->ai_addrlen);
            SessionDefer(session, SessionFreeAddress);
        }
        break;
    case SessionCreating:
        if (NT_SUCCESS(status)) {
            session->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
            SessionBeginBind(session);
        } else {
            SessionFinish(session, status);
        }
        break;
    case SessionBinding:
        if (NT_SUCCESS(status))
            SessionBeginConnect(session);
        else
            SessionBeginClose(session);
        break;
    case SessionConnecting:
        if (NT_SUCCESS(status))
            SessionBeginSend(session);
        else
            SessionBeginClose(session);
        break;
    case SessionSending:
        SessionBeginReceive(session);
        break;
    case SessionReceiving:
        SessionBeginClose(session);
        break;
    case SessionClosing:
        session->Socket = NULL;
        SessionFinish(session, session->Status);
        SessionRelease(session);
        break;
    default:
        NT_ASSERT(FALSE);
        return STATUS_SUCCESS;              // EXPECT(completion-return)
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SessionStart(PSESSION Session, PCUNICODE_STRING Host, PCUNICODE_STRING Service)
{
    NTSTATUS status;

    Session->Length = 4096;
    Session->Memory = ExAllocatePoolWithTag(NonPagedPoolNx, Session->Length, SESSION_TAG);
    if (Session->Memory == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Session->Mdl = IoAllocateMdl(Session->Memory, Session->Length, FALSE, FALSE, NULL);
    if (Session->Mdl == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(Session->Mdl);
    SessionAddRef(Session);
    Session->State = SessionResolving;
    IoSetCompletionRoutine(Session->Irp, SessionIrpDone, Session, TRUE, TRUE, TRUE);
    status = AsyncNpi.Dispatch->WskGetAddressInfo(AsyncNpi.Client, (PUNICODE_STRING)Host, (PUNICODE_STRING)Service,
        NS_ALL, NULL, NULL, &Session->Address, NULL, NULL, Session->Irp);
    return NT_SUCCESS(status) ? STATUS_SUCCESS : status;
}
