// CASE: one member holds a listening or a connection socket; which one, only a run-time field says
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef enum _DUO_ROLE { DuoServer, DuoClient } DUO_ROLE;
typedef struct _DUO { DUO_ROLE Role; PWSK_SOCKET Socket; const VOID *Ops; PIRP Irp; } DUO, *PDUO;

static NTSTATUS NTAPI DuoSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS DuoPost(PDUO Duo, PWSK_BUF Buffer, PKEVENT Event)
{
    NTSTATUS status;

    Duo->Ops = Duo->Socket->Dispatch;
    IoReuseIrp(Duo->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Duo->Irp, DuoSignal, Event, TRUE, TRUE, TRUE);

    switch (Duo->Role) {
    case DuoServer:
        status = ((const WSK_PROVIDER_LISTEN_DISPATCH *)Duo->Ops)->WskAccept(       // NOT(provider-dispatch-category)
            Duo->Socket, 0, NULL, NULL, NULL, NULL, Duo->Irp);
        break;
    default:
        status = ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Duo->Ops)->WskReceive(  // NOT(provider-dispatch-category)
            Duo->Socket, Buffer, 0, Duo->Irp);
        break;
    }
    return status;
}
