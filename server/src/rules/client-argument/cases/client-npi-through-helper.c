// CASE: a helper connects with the client it is given; the caller gives the WSK_CLIENT_NPI of the registration
#include <ntddk.h>
#include <wsk.h>

typedef struct _UPLINK {
    WSK_REGISTRATION Registration;
    WSK_CLIENT_NPI ClientNpi;
    WSK_PROVIDER_NPI ProviderNpi;
    PWSK_SOCKET Socket;
    NTSTATUS Result;
} UPLINK;

static NTSTATUS NTAPI uplink_connected(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    UPLINK *up = ctx;

    (void)dev;
    up->Result = irp->IoStatus.Status;
    if (NT_SUCCESS(irp->IoStatus.Status))
        up->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS uplink_dial(UPLINK *up, PWSK_CLIENT client, PSOCKADDR local, PSOCKADDR remote)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, uplink_connected, up, TRUE, TRUE, TRUE);
    return up->ProviderNpi.Dispatch->WskSocketConnect(client, SOCK_STREAM, IPPROTO_TCP, local, remote, 0,
                                                      NULL, NULL, NULL, NULL, NULL, irp);
}

NTSTATUS uplink_start(UPLINK *up, PSOCKADDR local, PSOCKADDR remote)
{
    return uplink_dial(up, &up->ClientNpi, local, remote);                  // EXPECT(client-argument)
}

NTSTATUS uplink_restart(UPLINK *up, PSOCKADDR local, PSOCKADDR remote)
{
    return uplink_dial(up, up->ProviderNpi.Client, local, remote);          // NOT(client-argument)
}
