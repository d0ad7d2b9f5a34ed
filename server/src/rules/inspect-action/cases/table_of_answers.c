// CASE: a table has an action for each answer; what ends a pending inspection is given the wrong one of them
#include <ntddk.h>
#include <wsk.h>

enum { AnswerYes, AnswerNo, AnswerLater };

static const WSK_INSPECT_ACTION Actions[] = { WskInspectAccept, WskInspectReject, WskInspectPend };   // NOT(inspect-action)

static NTSTATUS Finish(PWSK_SOCKET Listener, PWSK_INSPECT_ID Id, WSK_INSPECT_ACTION Action, PIRP Irp)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Listener->Dispatch)->WskInspectComplete(Listener, Id, Action, Irp);
}

/* Irp has its completion routine */
NTSTATUS Refuse(PWSK_SOCKET Listener, PWSK_INSPECT_ID Id, PIRP Irp)
{
    return Finish(Listener, Id, Actions[AnswerNo], Irp);        // NOT(inspect-action)
}

NTSTATUS Postpone(PWSK_SOCKET Listener, PWSK_INSPECT_ID Id, PIRP Irp)
{
    return Finish(Listener, Id, Actions[AnswerLater], Irp);     // EXPECT(inspect-action)
}
