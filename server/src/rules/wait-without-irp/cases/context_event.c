// CASE: the event of the context, which only the completion routine sets; the wait hides in a helper
#include <ntddk.h>
#include <wsk.h>

typedef struct _SAN_CONN {
    PWSK_SOCKET Socket;
    KEVENT      Done;
    PIRP        Irp;
} SAN_CONN, *PSAN_CONN;

static NTSTATUS NTAPI SanDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSAN_CONN)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID SanWait(PSAN_CONN Conn)
{
    KeWaitForSingleObject(&Conn->Done, Executive, KernelMode, FALSE, NULL);     // OR(wait-without-irp)
}

NTSTATUS SanStop(PSAN_CONN Conn)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Conn->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL control;
    NTSTATUS status;

    KeClearEvent(&Conn->Done);
    control.NpiId = &NPI_WSK_INTERFACE_ID;
    control.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    status = dispatch->WskControlSocket(Conn->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,  // OR(wait-without-irp)
                                        sizeof(control), &control, 0, NULL, NULL, NULL);       // EXPECT(wait-without-irp)
    if (status == STATUS_EVENT_PENDING) {
        SanWait(Conn);                                                          // OR(wait-without-irp)
        status = STATUS_SUCCESS;
    }
    return status;
}

NTSTATUS SanDisconnect(PSAN_CONN Conn)
{
    NTSTATUS status;

    Conn->Irp = IoAllocateIrp(1, FALSE);
    if (Conn->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeClearEvent(&Conn->Done);
    IoSetCompletionRoutine(Conn->Irp, SanDone, Conn, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Conn->Socket->Dispatch)->WskDisconnect(Conn->Socket, NULL, 0, Conn->Irp);
    SanWait(Conn);
    status = Conn->Irp->IoStatus.Status;
    IoFreeIrp(Conn->Irp);
    Conn->Irp = NULL;
    return status;
}
