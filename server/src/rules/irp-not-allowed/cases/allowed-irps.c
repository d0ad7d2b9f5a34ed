// CASE: IRPs where they are required or optional, and a NULL through a variable where they are forbidden
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _OK {
    WSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Tcp;            /* connected */
    WSK_EVENT_CALLBACK_CONTROL Off;
    ULONG Changes;
} OK, *POK;

static NTSTATUS NTAPI OkDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    ((POK)c)->Changes++;
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS OkWatch(POK Ok)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, OkDone, Ok, TRUE, TRUE, TRUE);
    return Ok->Npi.Dispatch->WskControlClient(Ok->Npi.Client, WSK_TRANSPORT_LIST_CHANGE,
                                              0, NULL, 0, NULL, NULL, Irp);             // NOT(irp-not-allowed)
}

NTSTATUS OkDisable(POK Ok)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, OkDone, Ok, TRUE, TRUE, TRUE);
    Ok->Off.NpiId = &NPI_WSK_INTERFACE_ID;
    Ok->Off.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Ok->Tcp->Dispatch)->WskControlSocket(Ok->Tcp, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Ok->Off), &Ok->Off, 0, NULL, NULL, Irp);  // NOT(irp-not-allowed)
}

NTSTATUS OkStatic(POK Ok)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT };
    PIRP None = NULL;

    return Ok->Npi.Dispatch->WskControlClient(Ok->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                              sizeof(c), &c, 0, NULL, NULL, None);      // NOT(irp-not-allowed)
}
