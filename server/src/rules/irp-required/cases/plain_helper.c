// CASE: a helper that does nothing but make the call is given NULL for an option that needs an IRP
#include <ntddk.h>
#include <wsk.h>

static ULONG g_Buffer = 0x10000;

static NTSTATUS WickSet(PWSK_SOCKET Socket, ULONG Option, PVOID Value, SIZE_T Size, PIRP Irp)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Dispatch = (const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch;

    return Dispatch->WskControlSocket(Socket, WskSetOption, Option, SOL_SOCKET, Size, Value, 0, NULL, NULL, Irp);   // NOT(irp-required)
}

NTSTATUS WickGrow(PWSK_SOCKET Socket)
{
    NTSTATUS Status;

    Status = WickSet(Socket, SO_RCVBUF, &g_Buffer, sizeof(g_Buffer), NULL);     // EXPECT(irp-required)
    return Status;
}
