// CASE: the one who brings the count to zero frees the IRP: of two who leave only one does; without a test both do
#include <ntddk.h>
#include <wsk.h>

typedef struct _BARGE {
    LONG Users;
    PWSK_SOCKET Socket;
    PIRP Irp;
} BARGE, *PBARGE;

static VOID BargeLeave(PBARGE Barge)
{
    if (InterlockedDecrement(&Barge->Users) == 0) {
        IoFreeIrp(Barge->Irp);                      // NOT(irp-double-free)
        ExFreePoolWithTag(Barge, 'graB');
    }
}

static NTSTATUS NTAPI BargeSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    BargeLeave(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID BargeSend(PBARGE Barge, PWSK_BUF Data)
{
    IoSetCompletionRoutine(Barge->Irp, BargeSent, Barge, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Barge->Socket->Dispatch)->WskSend(Barge->Socket, Data, 0, Barge->Irp);
    BargeLeave(Barge);
}

static VOID RaftDrop(PBARGE Raft)
{
    InterlockedDecrement(&Raft->Users);
    IoFreeIrp(Raft->Irp);                           // EXPECT(irp-double-free)
}

static NTSTATUS NTAPI RaftSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    RaftDrop(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID RaftSend(PBARGE Raft, PWSK_BUF Data)
{
    IoSetCompletionRoutine(Raft->Irp, RaftSent, Raft, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Raft->Socket->Dispatch)->WskSend(Raft->Socket, Data, 0, Raft->Irp);
    RaftDrop(Raft);                                 // OR(irp-double-free)
}

VOID SkiffAnnounce(volatile LONG *Users);
static PIRP SkiffIrp;

static VOID SkiffLeave(volatile LONG *Users, PIRP Irp)
{
    if (InterlockedDecrement(Users) == 0)
        IoFreeIrp(Irp);                             // NOT(irp-double-free)
}

VOID SkiffTrip(volatile LONG *Users)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return;
    SkiffIrp = irp;
    *Users = 2;
    SkiffLeave(Users, irp);
    SkiffAnnounce(Users);
    SkiffLeave(Users, irp);
    SkiffAnnounce(Users);
    SkiffLeave(Users, irp);
}

static NTSTATUS NTAPI CanoeSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    BargeLeave(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS CanoeSend(PBARGE Canoe, PWSK_BUF Data)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    NTSTATUS st;

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    InterlockedIncrement(&Canoe->Users);
    IoSetCompletionRoutine(irp, CanoeSent, Canoe, TRUE, TRUE, TRUE);
    st = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Canoe->Socket->Dispatch)->WskSend(Canoe->Socket, Data, 0, irp);
    if (!NT_SUCCESS(st))
        IoFreeIrp(irp);                             // EXPECT(irp-double-free)
    return st;
}
