// CASE: the loop advances the parameter, what is left of it goes to the context
#include <ntddk.h>
#include <wsk.h>

typedef struct _MIXER { PWSK_SOCKET Socket; PWSK_DATA_INDICATION Pending; SIZE_T Samples; } MIXER, *PMIXER;
VOID MixerDead(PMIXER Mixer);

static NTSTATUS WSKAPI MixerReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                    SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PMIXER Mixer = SocketContext;

    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);
    if (DataIndication == NULL) {
        MixerDead(Mixer);
        return STATUS_SUCCESS;
    }
    if (Flags & WSK_FLAG_RELEASE_ASAP)
        return STATUS_SUCCESS;
    while (DataIndication->Next != NULL) {
        Mixer->Samples += DataIndication->Buffer.Length / 4;
        DataIndication = DataIndication->Next;          // OR(release-list-head)
    }


    Mixer->Pending = DataIndication;                    // EXPECT(release-list-head)
    return STATUS_PENDING;
}

VOID MixerDone(PMIXER Mixer)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Mixer->Socket->Dispatch;
    PWSK_DATA_INDICATION List = Mixer->Pending;

    Mixer->Pending = NULL;
    (VOID)Dispatch->WskRelease(Mixer->Socket, List);
}

const WSK_CLIENT_CONNECTION_DISPATCH MixerDispatch = { .WskReceiveEvent = MixerReceive };
