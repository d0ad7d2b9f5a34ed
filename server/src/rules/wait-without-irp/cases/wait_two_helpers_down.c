// CASE: the wait is two helpers down; the same helpers wait for a request that has an IRP
#include <ntddk.h>
#include <wsk.h>

typedef struct _KILN { PWSK_SOCKET Socket; KEVENT Done; PIRP Irp; } KILN, *PKILN;

static NTSTATUS NTAPI KilnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&((PKILN)Context)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID KilnBlock(PKEVENT Event)
{
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
}

static VOID KilnWait(PKILN Kiln)
{
    KilnBlock(&Kiln->Done);
}

NTSTATUS KilnStop(PKILN Kiln)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Kiln->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE };
    NTSTATUS Status;

    KeClearEvent(&Kiln->Done);
    Status = Dispatch->WskControlSocket(Kiln->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);    // EXPECT(wait-without-irp)
    if (Status == STATUS_EVENT_PENDING) {
        KilnWait(Kiln);
        Status = STATUS_SUCCESS;
    }
    return Status;
}

NTSTATUS KilnDisconnect(PKILN Kiln)
{
    NTSTATUS Status;

    Kiln->Irp = IoAllocateIrp(1, FALSE);
    if (Kiln->Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeClearEvent(&Kiln->Done);
    IoSetCompletionRoutine(Kiln->Irp, KilnDone, Kiln, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Kiln->Socket->Dispatch)->WskDisconnect(Kiln->Socket, NULL, 0, Kiln->Irp);   // NOT(wait-without-irp)
    KilnWait(Kiln);
    Status = Kiln->Irp->IoStatus.Status;
    IoFreeIrp(Kiln->Irp);
    Kiln->Irp = NULL;
    return Status;
}
