// CASE: offset and length against the MDL of the same path
#include <ntddk.h>
#include <wsk.h>

#define HELLO 64

static NTSTATUS NTAPI Freed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    IoFreeMdl((PMDL)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Send(PWSK_SOCKET Socket, PMDL Mdl, ULONG Offset, SIZE_T Length)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Buffer.Mdl = Mdl;
    Buffer.Offset = Offset;
    Buffer.Length = Length;
    IoSetCompletionRoutine(Irp, Freed, Mdl, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Socket, &Buffer, 0, Irp); // OR(wsk-buf)
}

NTSTATUS TooFar(PWSK_SOCKET Socket, PVOID Memory)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer;
    PIRP Irp;
    PMDL Mdl = IoAllocateMdl(Memory, HELLO, FALSE, FALSE, NULL);

    if (Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(Mdl);
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        IoFreeMdl(Mdl);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Buffer.Mdl = Mdl;
    Buffer.Offset = 16;
    Buffer.Length = HELLO;
    IoSetCompletionRoutine(Irp, Freed, Mdl, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Socket, &Buffer, 0, Irp); // EXPECT(wsk-buf)
}

NTSTATUS Outside(PWSK_SOCKET Socket, PVOID Memory)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer = { NULL, HELLO, 8 };
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Buffer.Mdl = IoAllocateMdl(Memory, HELLO, FALSE, FALSE, NULL);
    if (Buffer.Mdl == NULL) {
        IoFreeIrp(Irp);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(Buffer.Mdl);
    IoSetCompletionRoutine(Irp, Freed, Buffer.Mdl, TRUE, TRUE, TRUE);
    return Dispatch->WskReceive(Socket, &Buffer, 0, Irp); // EXPECT(wsk-buf)
}

NTSTATUS Fits(PWSK_SOCKET Socket, PVOID Memory)
{
    PMDL Mdl = IoAllocateMdl(Memory, HELLO, FALSE, FALSE, NULL);

    if (Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(Mdl);
    return Send(Socket, Mdl, 16, HELLO - 16); // NOT(wsk-buf)
}

NTSTATUS Chained(PWSK_SOCKET Socket, PVOID Memory, PMDL Rest)
{
    PMDL Mdl = IoAllocateMdl(Memory, HELLO, FALSE, FALSE, NULL);

    if (Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(Mdl);
    Mdl->Next = Rest;
    return Send(Socket, Mdl, 0, 4 * HELLO); // NOT(wsk-buf)
}

NTSTATUS Greeting(PWSK_SOCKET Socket, PSOCKADDR Remote, PMDL Mdl, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_BUF Buffer = { Mdl, 0, 0x10000 };

    return Dispatch->WskConnectEx(Socket, Remote, &Buffer, 0, Irp); // EXPECT(wsk-buf)
}
