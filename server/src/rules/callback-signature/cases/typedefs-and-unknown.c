// CASE: the driver's own typedefs, a handler declared through a function typedef, a pointer chosen at run time
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef SIZE_T COUNT;
typedef NTSTATUS RESULT;
typedef NTSTATUS WSKAPI GONE_HANDLER(PVOID Context, ULONG Flags);
GONE_HANDLER ItemGone;
typedef struct _ITEM { COUNT Ideal; } ITEM;

static RESULT WSKAPI ItemBacklog(PVOID Context, COUNT Ideal)
{
    ((ITEM *)Context)->Ideal = Ideal;
    return STATUS_SUCCESS;
}

WSK_CLIENT_CONNECTION_DISPATCH ItemTable = {
    .WskSendBacklogEvent = ItemBacklog,             // NOT(callback-signature)
    .WskDisconnectEvent = ItemGone,                 // NOT(callback-signature)
};

VOID ItemChoose(PFN_WSK_DISCONNECT_EVENT Handler)
{
    ItemTable.WskDisconnectEvent = Handler;         // NOT(callback-signature)
}
