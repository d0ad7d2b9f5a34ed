// CASE: the earlier socket belongs to another registration
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION TubeControlReg, TubeDataReg;
static WSK_PROVIDER_NPI TubeControl, TubeData;
static PWSK_SOCKET TubeControlSocket;
static KEVENT TubeDone;

extern const WSK_CLIENT_DISPATCH TubeClient;
extern const WSK_CLIENT_LISTEN_DISPATCH TubeControlEvents;

static NTSTATUS NTAPI TubeSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    KeSetEvent(&TubeDone, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS TubeAttach(PWSK_REGISTRATION Reg, PWSK_PROVIDER_NPI Npi)
{
    WSK_CLIENT_NPI Client = { NULL, &TubeClient };
    NTSTATUS Status = WskRegister(&Client, Reg);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(Reg, 100, Npi);
    if (!NT_SUCCESS(Status))
        WskDeregister(Reg);
    return Status;
}

NTSTATUS TubeControlStart(VOID)
{
    NTSTATUS Status = TubeAttach(&TubeControlReg, &TubeControl);
    PIRP Irp;

    if (!NT_SUCCESS(Status))
        return Status;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        Status = STATUS_INSUFFICIENT_RESOURCES;
    } else {
        KeInitializeEvent(&TubeDone, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(Irp, TubeSignal, NULL, TRUE, TRUE, TRUE);
        TubeControl.Dispatch->WskSocket(TubeControl.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                        NULL, &TubeControlEvents, NULL, NULL, NULL, Irp);
        KeWaitForSingleObject(&TubeDone, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
        if (NT_SUCCESS(Status))
            TubeControlSocket = (PWSK_SOCKET)Irp->IoStatus.Information;
        IoFreeIrp(Irp);
    }
    WskReleaseProviderNPI(&TubeControlReg);
    if (!NT_SUCCESS(Status))
        WskDeregister(&TubeControlReg);
    return Status;
}

NTSTATUS TubeDataStart(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    NTSTATUS Status = TubeAttach(&TubeDataReg, &TubeData);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = TubeData.Dispatch->WskControlClient(TubeData.Client, WSK_SET_STATIC_EVENT_CALLBACKS,   // NOT(static-after-socket)
                                                 sizeof(Control), &Control, 0, NULL, NULL, NULL);
    WskReleaseProviderNPI(&TubeDataReg);
    if (!NT_SUCCESS(Status))
        WskDeregister(&TubeDataReg);
    return Status;
}

NTSTATUS TubeStart(VOID)
{
    NTSTATUS Status = TubeControlStart();

    return NT_SUCCESS(Status) ? TubeDataStart() : Status;                                           // NOT(static-after-socket)
}
