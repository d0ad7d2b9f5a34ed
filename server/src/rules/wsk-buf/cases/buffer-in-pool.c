// CASE: the WSK_BUF itself is in pool; one request leaves Offset as the pool had it
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI ParcelGone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    ExFreePoolWithTag(Context, 'lcrP');
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP ParcelIrp(PWSK_BUF Parcel)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp != NULL)
        IoSetCompletionRoutine(Irp, ParcelGone, Parcel, TRUE, TRUE, TRUE);
    return Irp;
}

NTSTATUS ParcelSend(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length)
{
    PWSK_BUF Parcel = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Parcel), 'lcrP');
    PIRP Irp;

    if (Parcel == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Irp = ParcelIrp(Parcel);
    if (Irp == NULL) {
        ExFreePoolWithTag(Parcel, 'lcrP');
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Parcel->Mdl = Mdl;
    Parcel->Length = Length;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Parcel, 0, Irp);  // EXPECT(wsk-buf)
}

NTSTATUS ParcelSendZeroed(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length)
{
    PWSK_BUF Parcel = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Parcel), 'lcrP');
    PIRP Irp;

    if (Parcel == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(Parcel, sizeof(*Parcel));
    Irp = ParcelIrp(Parcel);
    if (Irp == NULL) {
        ExFreePoolWithTag(Parcel, 'lcrP');
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Parcel->Mdl = Mdl;
    Parcel->Length = Length;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Parcel, 0, Irp);  // NOT(wsk-buf)
}
