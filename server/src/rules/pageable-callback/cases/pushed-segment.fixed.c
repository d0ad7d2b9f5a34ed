// CASE: a code segment pushed as PAGE still holds a completion routine; the pop comes too late
#include <ntddk.h>
#include <wsk.h>

typedef struct _CLOSER { PWSK_SOCKET Socket; KEVENT Closed; } CLOSER, *PCLOSER;

#pragma code_seg(push, "PAGE")

VOID CloserInit(PCLOSER Closer)
{
    PAGED_CODE();                       // NOT(pageable-callback)
    KeInitializeEvent(&Closer->Closed, NotificationEvent, FALSE);
}



#pragma code_seg()
static NTSTATUS NTAPI CloserClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)       // EXPECT(pageable-callback)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    KeSetEvent(&((PCLOSER)Context)->Closed, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
#pragma code_seg("PAGE")

#pragma code_seg(pop)

NTSTATUS CloserStart(PCLOSER Closer)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *Basic = Closer->Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, CloserClosed, Closer, TRUE, TRUE, TRUE);
    return Basic->WskCloseSocket(Closer->Socket, Irp);
}
