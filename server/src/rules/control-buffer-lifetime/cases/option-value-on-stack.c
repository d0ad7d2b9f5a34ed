// CASE: SO_KEEPALIVE is set from a local, with an IRP, and the function returns at once
#include <ntddk.h>
#include <wsk.h>

typedef struct _REMOTE { PWSK_SOCKET Socket; LONG Alive; } REMOTE, *PREMOTE;

static NTSTATUS NTAPI RemoteAlive(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    InterlockedExchange(&((PREMOTE)Context)->Alive, NT_SUCCESS(Irp->IoStatus.Status));
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RemoteKeepAlive(PREMOTE Remote)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Remote->Socket->Dispatch;
    ULONG On = 1;
    PIRP Irp;

    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, RemoteAlive, Remote, TRUE, TRUE, TRUE);
    return Dispatch->WskControlSocket(Remote->Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET,
                                      sizeof(On), &On,          // EXPECT(control-buffer-lifetime)
                                      0, NULL, NULL, Irp);
}
