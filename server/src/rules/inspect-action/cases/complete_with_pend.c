// CASE: WskInspectComplete is asked to pend once more, through a helper's argument
#include <ntddk.h>
#include <wsk.h>

typedef struct _FERRY { PWSK_SOCKET Listener; WSK_INSPECT_ID Pending; } FERRY, *PFERRY;

static NTSTATUS NTAPI FerryAnswered(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS FerryAnswer(PFERRY Ferry, WSK_INSPECT_ACTION Action)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, FerryAnswered, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)Ferry->Listener->Dispatch)->WskInspectComplete(
        Ferry->Listener, &Ferry->Pending, Action, Irp);         // OR(inspect-action)
}

NTSTATUS FerryBoard(PFERRY Ferry)
{
    return FerryAnswer(Ferry, WskInspectAccept);                // NOT(inspect-action)
}

NTSTATUS FerryDelay(PFERRY Ferry)
{
    return FerryAnswer(Ferry, WskInspectPend);                  // EXPECT(inspect-action)
}
