// CASE: an error between the allocation and the WSK call leaves with the IRP still allocated
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI CapFreeOnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS CapSend(PWSK_SOCKET Socket, PVOID Data, ULONG Length, PWSK_BUF Buf)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *conn = Socket->Dispatch;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);                          // OR(irp-leak)
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }



    if (Length > 0xffff) {
        IoFreeIrp(irp);
        return STATUS_INVALID_BUFFER_SIZE;                  // EXPECT(irp-leak)
    }

    Buf->Offset = BYTE_OFFSET(Data);
    Buf->Length = Length;
    IoSetCompletionRoutine(irp, CapFreeOnDone, NULL, TRUE, TRUE, TRUE);
    return conn->WskSend(Socket, Buf, 0, irp);
}
