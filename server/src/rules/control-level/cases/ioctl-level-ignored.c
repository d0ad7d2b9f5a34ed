// CASE: WskIoctl ignores the level, whatever stands there
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _SEND { PWSK_SOCKET Socket; SIZE_T Ideal; BOOLEAN Known; } SEND, *PSEND;

static NTSTATUS NTAPI IdealKnown(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PSEND Send = (PSEND)Context;

    UNREFERENCED_PARAMETER(Device);
    Send->Known = (BOOLEAN)NT_SUCCESS(Irp->IoStatus.Status);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Socket: connected */
NTSTATUS QueryIdeal(PSEND Send, BOOLEAN Odd)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Send->Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, IdealKnown, Send, TRUE, TRUE, TRUE);
    return Dispatch->WskControlSocket(Send->Socket, WskIoctl, SIO_WSK_QUERY_IDEAL_SEND_BACKLOG,
                                      Odd ? IPPROTO_TCP : SOL_SOCKET,           // NOT(control-level)
                                      0, NULL, sizeof(Send->Ideal), &Send->Ideal, NULL, Irp);
}
