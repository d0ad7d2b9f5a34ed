// CASE: the callback refuses datagrams to slow the sender down, but it is enabled statically
#include <ntddk.h>
#include <wsk.h>

typedef struct _TRAP { WSK_PROVIDER_NPI Npi; volatile LONG Queued; } TRAP, *PTRAP;

#define TRAP_LIMIT 64

static NTSTATUS WSKAPI TrapInput(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    PTRAP Trap = SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication == NULL)
        return STATUS_SUCCESS;
    if (InterlockedIncrement(&Trap->Queued) > TRAP_LIMIT) {
        InterlockedDecrement(&Trap->Queued);
        return STATUS_DATA_NOT_ACCEPTED;                            // EXPECT(static-receive-from-pause)
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH TrapEvents = { TrapInput };

NTSTATUS TrapStatic(PTRAP Trap)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return Trap->Npi.Dispatch->WskControlClient(Trap->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
