// CASE: one helper makes the request, another waits for whatever status it is handed
#include <ntddk.h>
#include <wsk.h>

typedef struct _OUTCOME { KEVENT Over; NTSTATUS Status; } OUTCOME, *POUTCOME;

static NTSTATUS NTAPI Finished(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POUTCOME Outcome = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    Outcome->Status = Irp->IoStatus.Status;
    KeSetEvent(&Outcome->Over, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Disable(PWSK_SOCKET Socket, PWSK_EVENT_CALLBACK_CONTROL Control, PIRP Irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(*Control), Control, 0, NULL, NULL, Irp);
}

static NTSTATUS Join(POUTCOME Outcome, NTSTATUS Status)
{
    if (Status != STATUS_PENDING && Status != STATUS_EVENT_PENDING)
        return Status;
    KeWaitForSingleObject(&Outcome->Over, Executive, KernelMode, FALSE, NULL);
    return Outcome->Status;
}

NTSTATUS StopWithIrp(PWSK_SOCKET Socket, PIRP Irp)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
    OUTCOME Outcome;

    Outcome.Status = STATUS_PENDING;
    KeInitializeEvent(&Outcome.Over, NotificationEvent, FALSE);
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, Finished, &Outcome, TRUE, TRUE, TRUE);
    return Join(&Outcome, Disable(Socket, &Control, Irp));              // NOT(wait-without-irp)
}

NTSTATUS StopWithout(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
    OUTCOME Outcome;

    Outcome.Status = STATUS_PENDING;
    KeInitializeEvent(&Outcome.Over, NotificationEvent, FALSE);
    return Join(&Outcome, Disable(Socket, &Control, NULL));             // EXPECT(wait-without-irp)
}

NTSTATUS Ask(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE };

    return Disable(Socket, &Control, NULL);                             // NOT(wait-without-irp)
}
