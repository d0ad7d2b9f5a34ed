// CASE: a disable with an IRP that is waited for before the close; a dropped result with nothing torn down behind it
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI CrmDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS CrmClose(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
    PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    NTSTATUS Status;
    KEVENT Event;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, CrmDone, &Event, TRUE, TRUE, TRUE);
    Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,         // NOT(disable-result)
                               sizeof(Control), &Control, 0, NULL, NULL, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    if (Irp->IoStatus.Status != STATUS_SUCCESS)
        DbgPrint("crm: disable %08x\n", Irp->IoStatus.Status);

    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, CrmDone, &Event, TRUE, TRUE, TRUE);
    Dispatch->WskCloseSocket(Socket, Irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    IoFreeIrp(Irp);
    return Status;
}

VOID CrmQuiet(PWSK_SOCKET Socket, volatile LONG *Quiet)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_SEND_BACKLOG | WSK_EVENT_DISABLE };

    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(                    // NOT(disable-result)
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    InterlockedIncrement(Quiet);
}
