// CASE: the static datagram callback takes everything; it is the connection's callback that refuses
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _TEST { WSK_PROVIDER_NPI Npi; volatile LONG Seen; BOOLEAN Full; PWSK_SOCKET Stream; } TESTER, *PTESTER;

static NTSTATUS WSKAPI TesterPacket(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    if (DataIndication != NULL)
        InterlockedIncrement(&((PTESTER)SocketContext)->Seen);
    return STATUS_SUCCESS;                                          // NOT(static-receive-from-pause)
}

static NTSTATUS WSKAPI TesterData(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
                                  SIZE_T BytesIndicated, SIZE_T *BytesAccepted)
{
    PTESTER Tester = SocketContext;

    if (DataIndication != NULL && Tester->Full)
        return STATUS_DATA_NOT_ACCEPTED;                            // NOT(static-receive-from-pause)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH TesterPackets = { TesterPacket };
const WSK_CLIENT_CONNECTION_DISPATCH TesterStream = { TesterData, NULL, NULL };

NTSTATUS TesterStatic(PTESTER Tester)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM | WSK_EVENT_RECEIVE };

    return Tester->Npi.Dispatch->WskControlClient(Tester->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                  sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

/* room again: a receive of length 0 resumes the stream callback; the IRP is the caller's */
NTSTATUS TesterResume(PTESTER Tester, PIRP Irp)
{
    WSK_BUF Nothing = { NULL, 0, 0 };

    Tester->Full = FALSE;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Tester->Stream->Dispatch)->WskReceive(Tester->Stream, &Nothing, 0, Irp);
}
