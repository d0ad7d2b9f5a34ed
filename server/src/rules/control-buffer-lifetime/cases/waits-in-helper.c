// CASE: the function waits: always, only when pending, or in a helper
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SYNC { KEVENT Event; PIRP Irp; } SYNC, *PSYNC;

static NTSTATUS NTAPI SyncSet(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PSYNC)c)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN SyncInit(PSYNC s)
{
    s->Irp = IoAllocateIrp(1, FALSE);
    if (s->Irp == NULL)
        return FALSE;
    KeInitializeEvent(&s->Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(s->Irp, SyncSet, s, TRUE, TRUE, TRUE);
    return TRUE;
}

static NTSTATUS SyncEnd(PSYNC s)
{
    NTSTATUS st;

    KeWaitForSingleObject(&s->Event, Executive, KernelMode, FALSE, NULL);
    st = s->Irp->IoStatus.Status;
    IoFreeIrp(s->Irp);
    return st;
}

NTSTATUS Always(PWSK_SOCKET Socket)
{
    ULONG v = 65536;
    SYNC s;

    if (!SyncInit(&s))
        return STATUS_INSUFFICIENT_RESOURCES;
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_RCVBUF,
        SOL_SOCKET, sizeof(v), &v, 0, NULL, NULL, s.Irp);               // NOT(control-buffer-lifetime)
    return SyncEnd(&s);
}

NTSTATUS WhenPending(PWSK_SOCKET Socket)
{
    ULONG v = 65536;
    NTSTATUS st;
    SYNC s;

    if (!SyncInit(&s))
        return STATUS_INSUFFICIENT_RESOURCES;
    st = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_RCVBUF,
        SOL_SOCKET, sizeof(v), &v, 0, NULL, NULL, s.Irp);               // NOT(control-buffer-lifetime)
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&s.Event, Executive, KernelMode, FALSE, NULL);
        st = s.Irp->IoStatus.Status;
    }
    IoFreeIrp(s.Irp);
    return st;
}

/* Listener: bound */
NTSTATUS StopAccepting(PWSK_SOCKET Listener)
{
    WSK_EVENT_CALLBACK_CONTROL off = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_DISABLE };
    SYNC s;

    if (!SyncInit(&s))
        return STATUS_INSUFFICIENT_RESOURCES;
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)Listener->Dispatch)->WskControlSocket(Listener, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(off), &off, 0, NULL, NULL, s.Irp);    // NOT(control-buffer-lifetime)
    return SyncEnd(&s);
}
