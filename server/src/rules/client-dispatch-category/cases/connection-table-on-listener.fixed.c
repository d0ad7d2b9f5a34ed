// CASE: a listening socket gets the table of connection callbacks; the parameter is const VOID *, so the compiler is silent
#include <ntddk.h>
#include <wsk.h>

extern const WSK_CLIENT_LISTEN_DISPATCH GateKnock;
extern const WSK_CLIENT_CONNECTION_DISPATCH GateGuest;

typedef struct _GATE { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Door; LONG Guests; } GATE, *PGATE;

static NTSTATUS NTAPI GateSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS GateOpen(PGATE Gate)
{
    KEVENT event;
    PIRP irp;
    NTSTATUS status;

    irp = IoAllocateIrp(1, FALSE);
    if (!irp) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, GateSignal, &event, TRUE, TRUE, TRUE);

    status = Gate->Npi.Dispatch->WskSocket(Gate->Npi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                           Gate,
                                           &GateKnock,              // EXPECT(client-dispatch-category)
                                           NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        Gate->Door = (PWSK_SOCKET)irp->IoStatus.Information;
    }
    IoFreeIrp(irp);
    return status;
}
