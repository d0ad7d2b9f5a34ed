// CASE: one helper fills the structure, another builds the MDL, a third is not in this workspace
// CLEAN
#include <ntddk.h>
#include <wsk.h>

VOID PktDescribe(PVOID Packet, PWSK_BUF Buf);       /* in the packet library */

static NTSTATUS NTAPI PktFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PMDL PktMdl(PVOID Base, ULONG Length)
{
    PMDL mdl = IoAllocateMdl(Base, Length, FALSE, FALSE, NULL);

    if (mdl != NULL)
        MmBuildMdlForNonPagedPool(mdl);
    return mdl;
}

static VOID PktBuf(PWSK_BUF Buf, PMDL Mdl, SIZE_T Length)
{
    Buf->Mdl = Mdl;
    Buf->Offset = 0;
    Buf->Length = Length;
}

/* Ring is non-paged and lives as long as the socket; its MDL is kept in *Keep */
NTSTATUS PktSendRing(PWSK_SOCKET Socket, PVOID Ring, ULONG Length, PMDL *Keep)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    WSK_BUF buf;
    PIRP irp;

    *Keep = PktMdl(Ring, Length);
    if (*Keep == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    PktBuf(&buf, *Keep, Length);
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, PktFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return conn->WskSend(Socket, &buf, 0, irp);             // NOT(wsk-buf)
}

NTSTATUS PktSend(PWSK_SOCKET Socket, PVOID Packet)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    WSK_BUF buf;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    PktDescribe(Packet, &buf);
    IoSetCompletionRoutine(irp, PktFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return conn->WskSend(Socket, &buf, 0, irp);             // NOT(wsk-buf)
}
