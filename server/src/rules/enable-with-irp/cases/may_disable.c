// CASE: a mask that may hold the disable bit, an unknown mask, and another option that needs its IRP
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI SockDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent((PKEVENT)c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SockOption(PWSK_SOCKET s, ULONG code, PVOID value, SIZE_T size)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    KEVENT ev;
    NTSTATUS st;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&ev, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, SockDone, &ev, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, code, SOL_SOCKET,    // NOT(enable-with-irp)
                                                                  size, value, 0, NULL, NULL, irp);
    KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS SockReceive(PWSK_SOCKET s, BOOLEAN on)
{
    WSK_EVENT_CALLBACK_CONTROL c = {
        &NPI_WSK_INTERFACE_ID,
        on ? WSK_EVENT_RECEIVE : (WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE)
    };

    return SockOption(s, SO_WSK_EVENT_CALLBACK, &c, sizeof(c));                                         // NOT(enable-with-irp)
}

NTSTATUS SockReuse(PWSK_SOCKET s)
{
    ULONG one = 1;

    return SockOption(s, SO_REUSEADDR, &one, sizeof(one));                                              // NOT(enable-with-irp)
}
