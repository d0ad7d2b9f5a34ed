// CASE: the helper may return without a request: who waits for it may wait for ever
#include <ntddk.h>
#include <wsk.h>

static ULONG g_Buffer = 0x10000;

static NTSTATUS TallowSet(PWSK_SOCKET Socket, ULONG Option, PVOID Value, SIZE_T Size, PIRP Irp)
{
    if (Socket == NULL)
        return STATUS_INVALID_PARAMETER;
    return ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, Option, SOL_SOCKET,
        Size, Value, 0, NULL, NULL, Irp);
}

NTSTATUS TallowGrow(PWSK_SOCKET Socket)
{
    return TallowSet(Socket, SO_RCVBUF, &g_Buffer, sizeof(g_Buffer), NULL);     // EXPECT(irp-required) NOFIX(irp-required)
}
