// CASE: after an unconditional wait the old status decides whether the connection counts as up
#include <ntddk.h>
#include <wsk.h>

typedef struct _HANDS { PWSK_SOCKET Socket; BOOLEAN Up; } HANDS, *PHANDS;

static NTSTATUS NTAPI HndSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID HandsConnect(PHANDS Hands, PSOCKADDR Remote)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *conn = Hands->Socket->Dispatch;
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    Hands->Up = FALSE;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
    {
        return;
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, HndSignal, &event, TRUE, TRUE, TRUE);
    status = conn->WskConnect(Hands->Socket, Remote, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);          // OR(pending-status)
    IoFreeIrp(irp);

    if (NT_SUCCESS(status))                                                     // EXPECT(pending-status)
    {
        Hands->Up = TRUE;
    }
}
