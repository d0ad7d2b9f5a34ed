// CASE: the wait is for the last callback, which sets the event itself
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _MIDI {
    PWSK_SOCKET   Socket;
    KEVENT        Idle;
    volatile LONG Running;
} MIDI, *PMIDI;

static NTSTATUS WSKAPI MidiReceive(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PMIDI Midi = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (InterlockedIncrement(&Midi->Running) > 1 && DataIndication != NULL)
        DbgPrint("midi: %Iu bytes\n", DataIndication->Buffer.Length);
    if (InterlockedDecrement(&Midi->Running) == 0)
        KeSetEvent(&Midi->Idle, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH MidiEvents = { MidiReceive };

NTSTATUS MidiStop(PMIDI Midi)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_DISABLE };
    NTSTATUS Status;

    Status = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Midi->Socket->Dispatch)->WskControlSocket(       // NOT(wait-without-irp)
        Midi->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (Status == STATUS_EVENT_PENDING) {
        KeWaitForSingleObject(&Midi->Idle, Executive, KernelMode, FALSE, NULL);                 // NOT(wait-without-irp)
        Status = STATUS_SUCCESS;
    }
    return Status;
}
