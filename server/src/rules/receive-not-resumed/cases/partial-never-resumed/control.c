#include "gauge.h"

static NTSTATUS NTAPI GaugeFreed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID GaugeBroken(PGAUGE Gauge)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return;
    IoSetCompletionRoutine(Irp, GaugeFreed, NULL, TRUE, TRUE, TRUE);
    (VOID)((PWSK_PROVIDER_BASIC_DISPATCH)Gauge->Socket->Dispatch)->WskCloseSocket(Gauge->Socket, Irp);
}

NTSTATUS GaugeArm(PGAUGE Gauge)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Gauge->Socket->Dispatch)->WskControlSocket(
        Gauge->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);
}
