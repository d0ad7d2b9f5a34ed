// CASE: SO_RCVBUF is read without an IRP, as if every control call could do without
#include <ntddk.h>
#include <wsk.h>

ULONG WindowOf(_In_ PWSK_SOCKET Socket)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *Basic = Socket->Dispatch;
    ULONG Bytes = 0;
    NTSTATUS Status;

    Status = Basic->WskControlSocket(Socket, WskGetOption, SO_RCVBUF, SOL_SOCKET, 0, NULL,
                                     sizeof(Bytes), &Bytes, NULL,
                                     NULL);                         // EXPECT(irp-required)
    return NT_SUCCESS(Status) ? Bytes : 0;
}
