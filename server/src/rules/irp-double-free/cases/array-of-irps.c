// CASE: a loop frees one IRP of an array at a time and clears the slot; the routine only signals
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define FAN_OUT 4

typedef struct _FANOUT { PIRP Irps[FAN_OUT]; KEVENT Events[FAN_OUT]; } FANOUT, *PFANOUT;

static NTSTATUS NTAPI FanSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID FanSend(PFANOUT Fan, PWSK_SOCKET Sockets[FAN_OUT], PWSK_BUF Data)
{
    ULONG i;

    for (i = 0; i < FAN_OUT; i++) {
        Fan->Irps[i] = IoAllocateIrp(1, FALSE);
        if (Fan->Irps[i] == NULL)
            continue;
        KeInitializeEvent(&Fan->Events[i], NotificationEvent, FALSE);
        IoSetCompletionRoutine(Fan->Irps[i], FanSignal, &Fan->Events[i], TRUE, TRUE, TRUE);
        (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Sockets[i]->Dispatch)->WskSend(Sockets[i], Data, 0, Fan->Irps[i]);
    }

    for (i = 0; i < FAN_OUT; i++) {
        if (Fan->Irps[i] != NULL) {
            KeWaitForSingleObject(&Fan->Events[i], Executive, KernelMode, FALSE, NULL);
            IoFreeIrp(Fan->Irps[i]);                        // NOT(irp-double-free)
            Fan->Irps[i] = NULL;
        }
    }
}
