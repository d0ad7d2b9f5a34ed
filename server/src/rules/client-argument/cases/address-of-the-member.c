// CASE: the address of the member that holds the client is given instead of the client
#include <ntddk.h>
#include <wsk.h>

static WSK_PROVIDER_NPI Provider;

static NTSTATUS NTAPI MadeIt(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS MakeOne(PWSK_CLIENT Client, PIRP Irp, PKEVENT Made)
{
    IoSetCompletionRoutine(Irp, MadeIt, Made, TRUE, TRUE, TRUE);
    Provider.Dispatch->WskSocket(Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL,
                                 NULL, NULL, Irp); // NOT(client-argument)
    KeWaitForSingleObject(Made, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

NTSTATUS MakeWrong(PIRP Irp, PKEVENT Made)
{
    return MakeOne(&Provider.Client, Irp, Made); // EXPECT(client-argument)
}

NTSTATUS MakeRight(PIRP Irp, PKEVENT Made)
{
    return MakeOne(Provider.Client, Irp, Made); // NOT(client-argument)
}
