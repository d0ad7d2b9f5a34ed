// CASE: the wrapper takes the context as a parameter, its caller passes NULL; the callback stands in another file
#include "sntp.h"

static NTSTATUS NTAPI SntpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PSNTP)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SntpCreate(PSNTP Sntp, PVOID SocketContext, PSOCKADDR Local)
{
    NTSTATUS Status;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Sntp->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(Irp, SntpDone, Sntp, TRUE, TRUE, TRUE);
    Sntp->Npi.Dispatch->WskSocket(Sntp->Npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                  SocketContext, &SntpEvents, NULL, NULL, NULL, Irp);   // OR(socket-context-missing)
    KeWaitForSingleObject(&Sntp->Done, Executive, KernelMode, FALSE, NULL);
    Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Status)) {
        Sntp->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
        IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Irp, SntpDone, Sntp, TRUE, TRUE, TRUE);
        ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Sntp->Socket->Dispatch)->WskBind(Sntp->Socket, Local, 0, Irp);
        KeWaitForSingleObject(&Sntp->Done, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}

NTSTATUS SntpStart(PSNTP Sntp, PSOCKADDR Local)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };     // OR(socket-context-missing)
    NTSTATUS Status = SntpCreate(Sntp, NULL, Local);                    // EXPECT(socket-context-missing)

    if (!NT_SUCCESS(Status))
        return Status;
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Sntp->Socket->Dispatch)->WskControlSocket(     // OR(socket-context-missing)
        Sntp->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
