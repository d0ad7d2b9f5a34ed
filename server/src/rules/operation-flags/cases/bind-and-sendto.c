// CASE: reserved flags of two datagram operations get a creation flag and a receive flag
#include <ntddk.h>
#include <wsk.h>

#define BCN_DO(Event, Irp, Expr)                                            \
    (IoReuseIrp((Irp), STATUS_UNSUCCESSFUL),                                \
     IoSetCompletionRoutine((Irp), BcnSignal, (Event), TRUE, TRUE, TRUE),   \
     (void)(Expr),                                                          \
     (void)KeWaitForSingleObject((Event), Executive, KernelMode, FALSE, NULL), \
     (Irp)->IoStatus.Status)

static NTSTATUS NTAPI BcnSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Irp comes from BcnInit with one stack location; Event is a synchronization event */
NTSTATUS BcnBind(PWSK_SOCKET Socket, PSOCKADDR Local, PKEVENT Event, PIRP Irp)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH d = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;

    return BCN_DO(Event, Irp,
                  d->WskBind(Socket, Local, WSK_FLAG_DATAGRAM_SOCKET, Irp));        // EXPECT(operation-flags)
}

NTSTATUS BcnSend(PWSK_SOCKET Socket, PWSK_BUF Data, PSOCKADDR To, PKEVENT Event, PIRP Irp)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH d = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch;
    ULONG how = WSK_FLAG_WAITALL;                                                   // OR(operation-flags)



    return BCN_DO(Event, Irp,
                  d->WskSendTo(Socket, Data, how, To, 0, NULL, Irp));               // EXPECT(operation-flags)
}
