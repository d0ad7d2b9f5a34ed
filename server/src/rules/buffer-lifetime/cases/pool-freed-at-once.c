// CASE: the pool block behind the MDL is freed right after WskSend, although the request may still be pending
#include <ntddk.h>
#include <wsk.h>

#define LINE_TAG 'eniL'

static NTSTATUS NTAPI LineSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeMdl((PMDL)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID LineWrite(PWSK_SOCKET Socket, const CHAR *Text, ULONG Length)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH conn = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    WSK_BUF buf = { 0 };
    PVOID copy;
    PIRP irp;

    copy = ExAllocatePoolWithTag(NonPagedPoolNx, Length, LINE_TAG);
    if (copy == NULL)
        return;
    RtlCopyMemory(copy, Text, Length);

    buf.Mdl = IoAllocateMdl(copy, Length, FALSE, FALSE, NULL);
    if (buf.Mdl == NULL) {
        ExFreePoolWithTag(copy, LINE_TAG);
        return;
    }
    MmBuildMdlForNonPagedPool(buf.Mdl);
    buf.Length = Length;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        IoFreeMdl(buf.Mdl);
        ExFreePoolWithTag(copy, LINE_TAG);
        return;
    }
    IoSetCompletionRoutine(irp, LineSent, buf.Mdl, TRUE, TRUE, TRUE);
    (VOID)conn->WskSend(Socket, &buf, 0, irp);          // EXPECT(buffer-lifetime)



    ExFreePoolWithTag(copy, LINE_TAG);                  // OR(buffer-lifetime)
}
