// CASE: the IRP of the context is waited for, and nobody looks at how it ended
#include <ntddk.h>
#include <wsk.h>

typedef struct _DOOR {
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Done;
    ULONG Mode;
} DOOR, *PDOOR;

static NTSTATUS NTAPI DoorDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PDOOR)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP DoorIrp(PDOOR Door)
{
    IoReuseIrp(Door->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Door->Done);
    IoSetCompletionRoutine(Door->Irp, DoorDone, Door, TRUE, TRUE, TRUE);
    return Door->Irp;
}

VOID DoorAskFirst(PDOOR Door)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Door->Socket->Dispatch;

    Door->Mode = 1;
    Dispatch->WskControlSocket(Door->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,      // EXPECT(enable-result-unchecked)
                               sizeof(Door->Mode), &Door->Mode, 0, NULL, NULL, DoorIrp(Door));
    KeWaitForSingleObject(&Door->Done, Executive, KernelMode, FALSE, NULL);
}

/* The caller asks the IRP. */
PIRP DoorAskFirstToo(PDOOR Door)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Door->Socket->Dispatch;

    Door->Mode = 1;
    Dispatch->WskControlSocket(Door->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,      // NOT(enable-result-unchecked)
                               sizeof(Door->Mode), &Door->Mode, 0, NULL, NULL, DoorIrp(Door));
    KeWaitForSingleObject(&Door->Done, Executive, KernelMode, FALSE, NULL);
    return Door->Irp;
}

/* Whoever waits asks the IRP. */
VOID DoorAskFirstLater(PDOOR Door)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Door->Socket->Dispatch;

    Door->Mode = 1;
    Dispatch->WskControlSocket(Door->Socket, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET,      // NOT(enable-result-unchecked)
                               sizeof(Door->Mode), &Door->Mode, 0, NULL, NULL, DoorIrp(Door));
}
