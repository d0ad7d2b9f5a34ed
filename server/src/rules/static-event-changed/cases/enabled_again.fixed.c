// CASE: one of two flags of the option is already static
#include <ntddk.h>
#include <wsk.h>

typedef struct _RTSP {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET      Camera;
} RTSP, *PRTSP;

extern const WSK_CLIENT_CONNECTION_DISPATCH RtspEvents;

NTSTATUS RtspStatic(PRTSP Rtsp)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };

    return Rtsp->Npi.Dispatch->WskControlClient(Rtsp->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS NTAPI RtspConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PRTSP Rtsp = Context;
    NTSTATUS Status = Irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Status)) {
        WSK_EVENT_CALLBACK_CONTROL Control;

        Rtsp->Camera = (PWSK_SOCKET)Irp->IoStatus.Information;
        Control.NpiId = &NPI_WSK_INTERFACE_ID;
        Control.EventMask = WSK_EVENT_DISCONNECT;               // EXPECT(static-event-changed)
        Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Rtsp->Camera->Dispatch)->WskControlSocket(
            Rtsp->Camera, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
        if (!NT_SUCCESS(Status))
            DbgPrint("rtsp: %08x\n", Status);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RtspConnect(PRTSP Rtsp, PSOCKADDR Local, PSOCKADDR Remote)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, RtspConnected, Rtsp, TRUE, TRUE, TRUE);
    return Rtsp->Npi.Dispatch->WskSocketConnect(Rtsp->Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0, Rtsp,
                                                &RtspEvents, NULL, NULL, NULL, Irp);
}
