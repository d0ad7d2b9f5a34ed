// CASE: only WSK_BUF and pointers are local; data, MDL and address belong to a pool block that the completion routine frees
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define ASK_TAG 'ksaX'

typedef struct _ASK {
    PMDL Mdl;
    SOCKADDR_STORAGE From;
    ULONG ControlLength;
    UCHAR Bytes[256];
} ASK, *PASK;

static NTSTATUS NTAPI AskDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PASK ask = (PASK)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeMdl(ask->Mdl);
    ExFreePoolWithTag(ask, ASK_TAG);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS AskReceive(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *udp = Socket->Dispatch;
    WSK_BUF window;
    PASK ask;
    PIRP irp;

    ask = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(ASK), ASK_TAG);
    if (ask == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    ask->ControlLength = 0;
    ask->Mdl = IoAllocateMdl(ask->Bytes, sizeof(ask->Bytes), FALSE, FALSE, NULL);
    if (ask->Mdl == NULL) {
        ExFreePoolWithTag(ask, ASK_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        IoFreeMdl(ask->Mdl);
        ExFreePoolWithTag(ask, ASK_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(ask->Mdl);
    window.Mdl = ask->Mdl;
    window.Offset = 0;
    window.Length = sizeof(ask->Bytes);
    IoSetCompletionRoutine(irp, AskDone, ask, TRUE, TRUE, TRUE);
    return udp->WskReceiveFrom(Socket, &window, 0, (PSOCKADDR)&ask->From, NULL, NULL, NULL, irp);   // NOT(buffer-lifetime)
}
