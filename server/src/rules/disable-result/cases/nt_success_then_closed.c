// CASE: only NT_SUCCESS is tested before the socket is closed
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI FaxClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    InterlockedExchange((volatile LONG *)Context, 1);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FaxHangUp(PWSK_SOCKET Socket, volatile LONG *Closed)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH Dispatch = (PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE };
    NTSTATUS Status;
    PIRP Irp;

    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,    // OR(disable-result)
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(Status)) {                                          // EXPECT(disable-result)
        return Status;
    }

    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(Irp, FaxClosed, (PVOID)Closed, TRUE, TRUE, TRUE);
    return Dispatch->WskCloseSocket(Socket, Irp);                       // OR(disable-result)
}
