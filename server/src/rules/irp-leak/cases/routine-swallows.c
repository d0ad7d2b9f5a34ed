// CASE: fire and forget, but the routine only counts; nobody else knows the IRP
#include <ntddk.h>
#include <wsk.h>

typedef struct _BEACON { PWSK_SOCKET Socket; SOCKADDR_IN Group; volatile LONG Sent, Failed; } BEACON, *PBEACON;

static NTSTATUS NTAPI BeaconSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PBEACON beacon = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Irp->IoStatus.Status))
        InterlockedIncrement(&beacon->Sent);
    else
        InterlockedIncrement(&beacon->Failed);
    return STATUS_MORE_PROCESSING_REQUIRED;                 // OR(irp-leak)
}

VOID BeaconSend(PBEACON Beacon, PWSK_BUF Frame)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH udp = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Beacon->Socket->Dispatch;
    PIRP irp;

    if ((irp = IoAllocateIrp(1, FALSE)) == NULL)            // EXPECT(irp-leak)
        return;
    IoSetCompletionRoutine(irp, BeaconSent, Beacon, TRUE, TRUE, TRUE);
    (VOID)udp->WskSendTo(Beacon->Socket, Frame, 0, (PSOCKADDR)&Beacon->Group, 0, NULL, irp);
}
