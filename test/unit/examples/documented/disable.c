#include <ntddk.h>
#include <wsk.h>

VOID TeardownNext(PWSK_SOCKET Socket);

NTSTATUS
    HangupIsOff(
        PDEVICE_OBJECT DeviceObject,
        PIRP Irp,
        PVOID Context
        );

/* Switches one callback off; the completion routine goes on from there. */
NTSTATUS
    TurnOffHangup(
        PWSK_SOCKET Socket
        )
{
    PWSK_PROVIDER_CONNECTION_DISPATCH Provider;
    WSK_EVENT_CALLBACK_CONTROL Request;
    PIRP Irp;

    Provider = (PWSK_PROVIDER_CONNECTION_DISPATCH)(Socket->Dispatch);
    Irp = IoAllocateIrp(1, FALSE);
    if (!Irp)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, HangupIsOff, Socket, TRUE, TRUE, TRUE);

    Request.NpiId = &NPI_WSK_INTERFACE_ID;
    Request.EventMask = WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    return Provider->WskControlSocket(
        Socket,
        WskSetOption,
        SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET,
        sizeof(WSK_EVENT_CALLBACK_CONTROL),
        &Request,
        0,
        NULL,
        NULL,
        Irp
        );
}

NTSTATUS
    HangupIsOff(
        PDEVICE_OBJECT DeviceObject,
        PIRP Irp,
        PVOID Context
        )
{
    UNREFERENCED_PARAMETER(DeviceObject);

    PWSK_SOCKET Socket;

    if (Irp->IoStatus.Status == STATUS_SUCCESS)
    {
        Socket = (PWSK_SOCKET)Context;
        TeardownNext(Socket);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
