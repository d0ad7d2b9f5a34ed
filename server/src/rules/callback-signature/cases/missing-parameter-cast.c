// CASE: the receive callback lacks BytesAccepted; a cast hides it from the compiler, the table is filled at run time
#include <ntddk.h>
#include <wsk.h>

typedef struct _AUDIO { SIZE_T Total; PIO_WORKITEM Closer; } AUDIO, *PAUDIO;

static WSK_CLIENT_CONNECTION_DISPATCH AudioTable;
VOID NTAPI AudioClose(PDEVICE_OBJECT DeviceObject, PVOID Context);

static NTSTATUS WSKAPI
AudioData(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATA_INDICATION DataIndication,
    _In_ SIZE_T BytesIndicated
    )
{
    PAUDIO Audio = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL) {
        IoQueueWorkItem(Audio->Closer, AudioClose, DelayedWorkQueue, Audio);
        return STATUS_SUCCESS;
    }
    Audio->Total += BytesIndicated;
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH *AudioDispatch(VOID)
{
    AudioTable.WskReceiveEvent = (PFN_WSK_RECEIVE_EVENT)AudioData;          // EXPECT(callback-signature)
    return &AudioTable;
}
