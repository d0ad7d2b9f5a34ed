// CASE: the routine frees whatever the outcome; the sender frees again when the call fails at once
#include <ntddk.h>
#include <wsk.h>

typedef struct _GRAM { PMDL Mdl; PVOID Bytes; } GRAM, *PGRAM;

static NTSTATUS NTAPI GramDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    InterlockedDecrement((volatile LONG *)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS GramSend(PWSK_SOCKET Socket, PGRAM Gram, SIZE_T Length, PSOCKADDR To, volatile LONG *Open)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH udp = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    WSK_BUF buf = { Gram->Mdl, 0, Length };
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(1, FALSE);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    InterlockedIncrement(Open);
    IoSetCompletionRoutine(irp, GramDone, (PVOID)Open, TRUE, TRUE, TRUE);
    status = udp->WskSendTo(Socket, &buf, 0, To, 0, NULL, irp);
    if (!NT_SUCCESS(status)) {
        DbgPrint("gram: %08x\n", status);
    }
    return status;
}
