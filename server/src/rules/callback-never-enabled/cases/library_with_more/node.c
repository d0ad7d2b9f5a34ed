// CASE: of a library's setters for whatever option, none could have switched the event on: they take another size, or another request
// COMPLETE
#include "socket.h"

typedef struct _NODE { SOCK Listener; SOCK Query; LONG Count; } NODE, *PNODE;

static NTSTATUS WSKAPI QueryFrom(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(Flags);
    if (DataIndication != NULL)
        InterlockedIncrement(&((PNODE)SocketContext)->Count);
    return STATUS_SUCCESS;
}

static WSK_INSPECT_ACTION WSKAPI NodeInspect(PVOID SocketContext, PSOCKADDR Local, PSOCKADDR Remote, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);
    return InspectID == NULL ? WskInspectReject : WskInspectAccept;
}

static NTSTATUS WSKAPI NodeAbort(PVOID SocketContext, PWSK_INSPECT_ID InspectID)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(InspectID);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DATAGRAM_DISPATCH QueryTable = { QueryFrom };           // EXPECT(callback-never-enabled) NOFIX(callback-never-enabled)

static const WSK_CLIENT_LISTEN_DISPATCH ListenTable = {
    NULL,
    NodeInspect,                        // NOT(callback-never-enabled)
    NodeAbort                           // NOT(callback-never-enabled)
};

NTSTATUS NodeOpen(PNODE Node, PSOCKADDR Local)
{
    NTSTATUS Status = SockOpen(&Node->Listener, WSK_FLAG_LISTEN_SOCKET, Node, &ListenTable);

    if (NT_SUCCESS(Status))
        Status = SockBind(&Node->Listener, Local);
    if (NT_SUCCESS(Status))
        Status = SockOpen(&Node->Query, WSK_FLAG_DATAGRAM_SOCKET, Node, &QueryTable);
    if (NT_SUCCESS(Status))
        Status = SockBind(&Node->Query, Local);
    return Status;
}
