// CASE: data is refused while a buffer is full; nothing in the driver ever calls WskReceive
// COMPLETE
#include <ntddk.h>
#include <wsk.h>

typedef struct _SPOOLER { PWSK_SOCKET Socket; PIO_WORKITEM Closer; volatile LONG Full; SIZE_T Bytes; } SPOOLER, *PSPOOLER;

VOID NTAPI SpoolerClose(PDEVICE_OBJECT DeviceObject, PVOID Context);

static NTSTATUS WSKAPI SpoolerReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                      SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PSPOOLER Spooler = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        IoQueueWorkItem(Spooler->Closer, SpoolerClose, DelayedWorkQueue, Spooler);
        return STATUS_SUCCESS;
    }
    if (Spooler->Full)
        return STATUS_DATA_NOT_ACCEPTED;                // EXPECT(receive-not-resumed)
    Spooler->Bytes += BytesIndicated;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH SpoolerDispatch = { SpoolerReceive, NULL, NULL };

/* Connected: created with SpoolerDispatch */
NTSTATUS SpoolerEnable(PWSK_SOCKET Connected)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Connected->Dispatch;

    return Dispatch->WskControlSocket(Connected, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

VOID SpoolerEmptied(PSPOOLER Spooler)
{
    InterlockedExchange(&Spooler->Full, 0);
}
