// CASE: the data lives in the context, but the sender's address and the flags are locals of a function that returns
#include <ntddk.h>
#include <wsk.h>

typedef struct _EAR {
    PWSK_SOCKET Socket;
    WSK_BUF Buffer;
    ULONG Heard;
} EAR, *PEAR;

IO_COMPLETION_ROUTINE EarHeard;

_Use_decl_annotations_
NTSTATUS NTAPI EarHeard(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEAR ear = (PEAR)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        ear->Heard += 1;
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS EarListen(PEAR Ear)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH udp = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Ear->Socket->Dispatch;
    SOCKADDR_STORAGE from;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (!irp) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, EarHeard, Ear, TRUE, TRUE, TRUE);
    return udp->WskReceiveFrom(Ear->Socket, &Ear->Buffer, 0, (PSOCKADDR)&from, NULL, NULL, NULL, irp);     // EXPECT(buffer-lifetime)
}
