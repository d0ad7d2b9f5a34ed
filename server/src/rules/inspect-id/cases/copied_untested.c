// CASE: the structure is copied by a memory routine, with and without a test
#include <ntddk.h>
#include <wsk.h>

typedef struct _GATE { WSK_INSPECT_ID First, Second; BOOLEAN HasFirst; } GATE;

WSK_INSPECT_ACTION WSKAPI GateInspect(PVOID Context, PSOCKADDR Local, PSOCKADDR Remote, PWSK_INSPECT_ID Id)
{
    GATE *Gate = Context;

    if (!Gate->HasFirst) {
        RtlCopyMemory(&Gate->First, Id, sizeof(Gate->First));      // EXPECT(inspect-id)
        Gate->HasFirst = TRUE;
        return WskInspectPend;
    }
    if (Id == NULL)
        return WskInspectReject;
    RtlCopyMemory(&Gate->Second, Id, sizeof(Gate->Second));        // NOT(inspect-id)
    return WskInspectPend;
}
