#include "link.h"

static NTSTATUS NTAPI LinkReady(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LinkSetNumber(PLINK Link, ULONG Level, ULONG Option, ULONG Number)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Calls = Link->Socket->Dispatch;

    IoReuseIrp(Link->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Link->Event);
    IoSetCompletionRoutine(Link->Irp, LinkReady, &Link->Event, TRUE, TRUE, TRUE);
    Calls->Basic.WskControlSocket(Link->Socket, WskSetOption, Option, Level, sizeof(Number), &Number, 0, NULL, NULL,
                                  Link->Irp);
    KeWaitForSingleObject(&Link->Event, Executive, KernelMode, FALSE, NULL);
    return Link->Irp->IoStatus.Status;
}
