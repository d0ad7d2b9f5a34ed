// CASE: the value is a parameter on the stack; the caller may ask not to wait
#include <ntddk.h>
#include <wsk.h>

typedef struct _TUNER {
    PWSK_SOCKET Socket;
    PIRP Irp;                   /* freed with the tuner */
    KEVENT Idle;
} TUNER, *PTUNER;

static NTSTATUS NTAPI TunerIdle(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PTUNER)Context)->Idle, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS TunerWindow(PTUNER Tuner, ULONG Bytes, BOOLEAN Wait)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *Basic = Tuner->Socket->Dispatch;
    NTSTATUS Status;

    IoReuseIrp(Tuner->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Tuner->Idle);
    IoSetCompletionRoutine(Tuner->Irp, TunerIdle, Tuner, TRUE, TRUE, TRUE);
    Status = Basic->WskControlSocket(Tuner->Socket, WskSetOption, SO_RCVBUF, SOL_SOCKET,
                                     sizeof(ULONG), &Bytes,                 // EXPECT(control-buffer-lifetime)
                                     0, NULL, NULL, Tuner->Irp);
    if (!Wait)
        return Status;
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Tuner->Idle, Executive, KernelMode, FALSE, NULL);
        Status = Tuner->Irp->IoStatus.Status;
    }
    return Status;
}
