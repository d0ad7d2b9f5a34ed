// CASE: between the call and the wait code that is not seen gets the context: it may well start what sets the event
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _RADIO {
    PWSK_SOCKET Socket;
    KEVENT Done;
} RADIO, *PRADIO;

NTSTATUS RadioBeginClose(PRADIO Radio);

NTSTATUS RadioOff(PRADIO Radio)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };
    NTSTATUS Status;

    KeInitializeEvent(&Radio->Done, SynchronizationEvent, FALSE);
    Status = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Radio->Socket->Dispatch)->WskControlSocket(
        Radio->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);                                           // NOT(wait-without-irp)
    if (Status != STATUS_SUCCESS && Status != STATUS_EVENT_PENDING)
        return Status;
    Status = RadioBeginClose(Radio);
    if (Status == STATUS_PENDING)
        KeWaitForSingleObject(&Radio->Done, Executive, KernelMode, FALSE, NULL);    // NOT(wait-without-irp)
    return STATUS_SUCCESS;
}
