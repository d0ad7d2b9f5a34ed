// CASE: enabled by the option and enabled again later: the pause works
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _CB { PWSK_SOCKET Socket; volatile LONG Paused; volatile LONG Queued; } CB, *PCB;

static NTSTATUS WSKAPI CbInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PCB Cb = SocketContext;

    if (DataIndication == NULL)
        return STATUS_SUCCESS;
    if (Cb->Queued > 100) {
        InterlockedExchange(&Cb->Paused, 1);
        return STATUS_DATA_NOT_ACCEPTED;                            // NOT(static-receive-from-pause)
    }
    InterlockedIncrement(&Cb->Queued);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH CbEvents = { CbInput };

NTSTATUS CbEnable(PCB Cb)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Cb->Socket->Dispatch)->WskControlSocket(
        Cb->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS CbDrained(PCB Cb)
{
    InterlockedExchange(&Cb->Queued, 0);
    return InterlockedExchange(&Cb->Paused, 0) ? CbEnable(Cb) : STATUS_SUCCESS;
}
