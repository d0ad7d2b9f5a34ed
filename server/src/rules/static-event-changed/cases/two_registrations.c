// CASE: the flag is static for one registration, the option belongs to a socket of the other
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _DUAL_CLIENT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} DUAL_CLIENT, *PDUAL_CLIENT;

static DUAL_CLIENT DualFast;        /* static events */
static DUAL_CLIENT DualSlow;        /* events by option */
static PWSK_SOCKET DualSlowSocket;
static NTSTATUS DualLast;

extern const WSK_CLIENT_DISPATCH DualDispatch;
extern const WSK_CLIENT_CONNECTION_DISPATCH DualEvents;

static NTSTATUS DualAttach(PDUAL_CLIENT Client)
{
    WSK_CLIENT_NPI Npi = { Client, &DualDispatch };
    NTSTATUS Status = WskRegister(&Npi, &Client->Registration);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = WskCaptureProviderNPI(&Client->Registration, WSK_NO_WAIT, &Client->Npi);
    if (!NT_SUCCESS(Status))
        WskDeregister(&Client->Registration);
    return Status;
}

NTSTATUS DualFastStart(VOID)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT };
    NTSTATUS Status = DualAttach(&DualFast);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = DualFast.Npi.Dispatch->WskControlClient(DualFast.Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                     sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {
        WskReleaseProviderNPI(&DualFast.Registration);
        WskDeregister(&DualFast.Registration);
    }
    return Status;
}

static NTSTATUS NTAPI DualSlowConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };              // NOT(static-event-changed)

    DualLast = Irp->IoStatus.Status;
    if (NT_SUCCESS(DualLast)) {
        DualSlowSocket = (PWSK_SOCKET)Irp->IoStatus.Information;
        DualLast = ((PWSK_PROVIDER_CONNECTION_DISPATCH)DualSlowSocket->Dispatch)->WskControlSocket( // NOT(static-event-changed)
            DualSlowSocket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
            0, NULL, NULL, NULL);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DualSlowConnect(PSOCKADDR Local, PSOCKADDR Remote)
{
    NTSTATUS Status = DualAttach(&DualSlow);
    PIRP Irp;

    if (!NT_SUCCESS(Status))
        return Status;
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        WskReleaseProviderNPI(&DualSlow.Registration);
        WskDeregister(&DualSlow.Registration);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, DualSlowConnected, NULL, TRUE, TRUE, TRUE);
    return DualSlow.Npi.Dispatch->WskSocketConnect(DualSlow.Npi.Client, SOCK_STREAM, IPPROTO_TCP, Local, Remote, 0,
                                                   &DualSlow, &DualEvents, NULL, NULL, NULL, Irp);
}
