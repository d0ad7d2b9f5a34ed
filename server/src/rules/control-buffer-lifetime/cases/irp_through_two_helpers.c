// CASE: the value of an option is a parameter two helpers down, and the caller tells whether there is an IRP
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS GateControl(PWSK_SOCKET Socket, ULONG Option, ULONG Value, PIRP Irp)
{
    return ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, Option, SOL_SOCKET,
        sizeof(Value), &Value, 0, NULL, NULL, Irp);     // EXPECT(control-buffer-lifetime)
}

static NTSTATUS GateSet(PWSK_SOCKET Socket, ULONG Option, ULONG Value, PIRP Irp)
{
    return GateControl(Socket, Option, Value, Irp);
}

NTSTATUS GateBroadcast(PWSK_SOCKET Socket, PIRP Irp)
{
    return GateSet(Socket, SO_BROADCAST, 1, Irp);
}
