// CASE: SO_KEEPALIVE is set without a value, SO_WSK_SECURITY with the size of the descriptor itself
#include <ntddk.h>
#include <wsk.h>

typedef struct _SD_BLOB { UCHAR Bytes[20]; } SD_BLOB;

typedef struct _GUARD {
    PWSK_SOCKET Socket;         /* created, not bound */
    PSECURITY_DESCRIPTOR Cached;
    PIRP Irp;
    KEVENT Event;
} GUARD, *PGUARD;

static NTSTATUS NTAPI GuardSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PGUARD)Context)->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID GuardPrepare(PGUARD Guard)
{
    IoReuseIrp(Guard->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Guard->Event);
    IoSetCompletionRoutine(Guard->Irp, GuardSignal, Guard, TRUE, TRUE, TRUE);
}

static NTSTATUS GuardFinish(PGUARD Guard)
{
    KeWaitForSingleObject(&Guard->Event, Executive, KernelMode, FALSE, NULL);
    return Guard->Irp->IoStatus.Status;
}

NTSTATUS GuardSetup(PGUARD Guard)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *Basic = Guard->Socket->Dispatch;
    NTSTATUS Status;

    GuardPrepare(Guard);
    (VOID)Basic->WskControlSocket(Guard->Socket, WskSetOption, SO_WSK_SECURITY, SOL_SOCKET,
                                  sizeof(SD_BLOB),                      // EXPECT(control-input)
                                  &Guard->Cached, 0, NULL, NULL, Guard->Irp);
    Status = GuardFinish(Guard);
    if (!NT_SUCCESS(Status))
        return Status;

    GuardPrepare(Guard);
    (VOID)Basic->WskControlSocket(Guard->Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET,
                                  0, NULL,                              // EXPECT(control-input)
                                  0, NULL, NULL, Guard->Irp);
    return GuardFinish(Guard);
}
