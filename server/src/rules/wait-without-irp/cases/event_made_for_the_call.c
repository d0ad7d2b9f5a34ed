// CASE: the event of the context is initialised for this one call, which has no IRP
#include <ntddk.h>
#include <wsk.h>

#define FINISH(status, event)                                                           \
    if ((status) == STATUS_PENDING || (status) == STATUS_EVENT_PENDING)                 \
        KeWaitForSingleObject((event), Executive, KernelMode, FALSE, NULL)

typedef struct _TUNER {
    PWSK_SOCKET Socket;
    KEVENT Done;
    KEVENT Idle;
} TUNER, *PTUNER;

NTSTATUS TunerOff(PTUNER Tuner)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };
    NTSTATUS Status;

    KeInitializeEvent(&Tuner->Done, SynchronizationEvent, FALSE);
    Status = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Tuner->Socket->Dispatch)->WskControlSocket(
        Tuner->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);                                           // EXPECT(wait-without-irp)
    FINISH(Status, &Tuner->Done);
    return STATUS_SUCCESS;
}

/* Whoever counts the running callbacks sets Idle. */
NTSTATUS TunerOffWhenIdle(PTUNER Tuner)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };
    NTSTATUS Status;

    Status = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Tuner->Socket->Dispatch)->WskControlSocket(
        Tuner->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);                                           // NOT(wait-without-irp)
    FINISH(Status, &Tuner->Idle);
    return STATUS_SUCCESS;
}
