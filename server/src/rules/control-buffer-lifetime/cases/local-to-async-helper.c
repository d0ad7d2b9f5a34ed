// CASE: an asynchronous helper takes the buffer; one caller hands it a local, the other a static
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI Forget(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS SetLater(PWSK_SOCKET Socket, ULONG Option, PULONG Value)
{
    const WSK_PROVIDER_BASIC_DISPATCH *Basic = Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Forget, NULL, TRUE, TRUE, TRUE);
    return Basic->WskControlSocket(Socket, WskSetOption, Option, SOL_SOCKET, sizeof(*Value), Value, 0, NULL, NULL, Irp);
}

NTSTATUS Widen(PWSK_SOCKET Socket, ULONG Packets)
{
    ULONG Bytes = Packets * 1500;

    if (Bytes == 0)
        return STATUS_INVALID_PARAMETER;
    return SetLater(Socket, SO_RCVBUF, &Bytes);             // EXPECT(control-buffer-lifetime)
}

NTSTATUS Widest(PWSK_SOCKET Socket)
{
    static ULONG Bytes = 1 << 20;

    return SetLater(Socket, SO_RCVBUF, &Bytes);             // NOT(control-buffer-lifetime)
}
