// CASE: the address of the WSK_REGISTRATION is cast to the client
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Npi;

typedef struct _OPENING { PWSK_SOCKET Socket; NTSTATUS Status; KEVENT Done; } OPENING, *POPENING;

static NTSTATUS NTAPI OpeningDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    POPENING Opening = Context;

    UNREFERENCED_PARAMETER(Device);
    Opening->Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(Irp->IoStatus.Status))
        Opening->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    KeSetEvent(&Opening->Done, IO_NO_INCREMENT, FALSE);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS OpeningStart(POPENING Opening)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeEvent(&Opening->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, OpeningDone, Opening, TRUE, TRUE, TRUE);
    return g_Npi.Dispatch->WskSocket(
        (PWSK_CLIENT)&g_Registration,               // EXPECT(client-argument)
        AF_INET6,
        SOCK_DGRAM,
        IPPROTO_UDP,
        WSK_FLAG_DATAGRAM_SOCKET,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        Irp);
}
