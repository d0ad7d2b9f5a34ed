// CASE: the context's MDL is allocated and used in the same function, nobody builds or locks it
#include <ntddk.h>
#include <wsk.h>

#define SLOT_BYTES 1500

typedef struct _SLOT {
    WSK_BUF Buf;
    SOCKADDR_STORAGE From;
    UCHAR Frame[SLOT_BYTES];
} SLOT, *PSLOT;

typedef struct _SLOT_CALL {
    KEVENT Event;
    PIRP   Irp;
} SLOT_CALL, *PSLOT_CALL;

static IO_COMPLETION_ROUTINE SlotCallDone;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
SlotCallDone(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    PSLOT_CALL call = (PSLOT_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(&call->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
SlotCallBegin(
    _Out_ PSLOT_CALL Call
    )
{
    KeInitializeEvent(&Call->Event, SynchronizationEvent, FALSE);
    Call->Irp = IoAllocateIrp(1, FALSE);
    if (Call->Irp == NULL)
    {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Call->Irp, SlotCallDone, Call, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static
VOID
SlotCallAgain(
    _Inout_ PSLOT_CALL Call
    )
{
    IoReuseIrp(Call->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Call->Irp, SlotCallDone, Call, TRUE, TRUE, TRUE);
}

_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
SlotCallWait(
    _In_ PSLOT_CALL Call
    )
{
    KeWaitForSingleObject(&Call->Event, Executive, KernelMode, FALSE, NULL);
    return Call->Irp->IoStatus.Status;
}

/* Slot is a non-paged pool block */
NTSTATUS SlotFill(PWSK_SOCKET Socket, PSLOT Slot)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH udp = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    SLOT_CALL call;
    NTSTATUS status;

    status = SlotCallBegin(&call);
    if (!NT_SUCCESS(status))
        return status;

    Slot->Buf.Mdl = IoAllocateMdl(Slot->Frame, SLOT_BYTES, FALSE, FALSE, NULL);         // OR(wsk-buf)
    if (Slot->Buf.Mdl == NULL) {
        IoFreeIrp(call.Irp);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Slot->Buf.Offset = 0;
    Slot->Buf.Length = SLOT_BYTES;

    (VOID)udp->WskReceiveFrom(Socket, &Slot->Buf, 0, (PSOCKADDR)&Slot->From,            // EXPECT(wsk-buf)
                              NULL, NULL, NULL, call.Irp);
    status = SlotCallWait(&call);
    IoFreeMdl(Slot->Buf.Mdl);
    Slot->Buf.Mdl = NULL;
    IoFreeIrp(call.Irp);
    return status;
}
