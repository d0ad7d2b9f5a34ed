// CASE: flags come in named sets and as an argument of a helper, right and wrong ones with the same bits
#include <ntddk.h>
#include <wsk.h>

#define WIRE_URGENT (WSK_FLAG_NODELAY)
#define WIRE_WHOLE  (WSK_FLAG_WAITALL)
#define WIRE_BOTH   (WSK_FLAG_NODELAY)

static NTSTATUS WireSend(PWSK_SOCKET Wire, PWSK_BUF Data, ULONG Flags, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Wire->Dispatch)->WskSend(Wire, Data, Flags, Irp);
}

static NTSTATUS WireReceive(PWSK_SOCKET Wire, PWSK_BUF Data, ULONG Flags, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Wire->Dispatch)->WskReceive(Wire, Data, Flags, Irp);
}

NTSTATUS WirePush(PWSK_SOCKET Wire, PWSK_BUF Data, PIRP Irp)
{
    return WireSend(Wire, Data, WIRE_URGENT, Irp);          // NOT(operation-flags)
}

NTSTATUS WirePull(PWSK_SOCKET Wire, PWSK_BUF Data, PIRP Irp)
{
    return WireReceive(Wire, Data, WIRE_WHOLE, Irp);        // NOT(operation-flags)
}

NTSTATUS WirePushBoth(PWSK_SOCKET Wire, PWSK_BUF Data, PIRP Irp)
{
    return WireSend(Wire, Data, WIRE_BOTH, Irp);            // EXPECT(operation-flags)
}

NTSTATUS WirePullUrgent(PWSK_SOCKET Wire, PWSK_BUF Data, PIRP Irp)
{
    return WireReceive(Wire, Data, 0, Irp);       // EXPECT(operation-flags)
}

NTSTATUS WirePushMaybe(PWSK_SOCKET Wire, PWSK_BUF Data, PIRP Irp, BOOLEAN Urgent)
{
    return WireSend(Wire, Data, Urgent ? WIRE_URGENT : 0, Irp);     // NOT(operation-flags)
}
