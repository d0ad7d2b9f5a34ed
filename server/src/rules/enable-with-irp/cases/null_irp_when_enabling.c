// CASE: one wrapper, the IRP only where the mask disables
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS NTAPI TeeDisabled(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS TeeApply(PWSK_SOCKET Socket, PWSK_EVENT_CALLBACK_CONTROL Control, PIRP Irp)
{
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(*Control), Control, 0, NULL, NULL, Irp);
}

NTSTATUS TeeOn(PWSK_SOCKET Socket)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };

    return TeeApply(Socket, &Control, NULL);                            // NOT(enable-with-irp)
}

NTSTATUS TeeOff(PWSK_SOCKET Socket, PKEVENT Off)
{
    static WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, TeeDisabled, Off, TRUE, TRUE, TRUE);
    return TeeApply(Socket, &Control, Irp);                             // NOT(enable-with-irp)
}
