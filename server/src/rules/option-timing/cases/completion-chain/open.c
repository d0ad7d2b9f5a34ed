// CASE: create, bind and connect run in completion routines; the events are enabled when the bind completes
#include "chain.h"

static NTSTATUS NTAPI LinkConnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    LinkSettle(Context, Irp->IoStatus.Status);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI LinkBound(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PLINK Link = Context;
    NTSTATUS Status = Irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    if (NT_SUCCESS(Status))
        Status = LinkEnable(Link);                                  // EXPECT(option-timing)
    if (NT_SUCCESS(Status))
        Status = LinkConnect(Link);
    if (!NT_SUCCESS(Status))
        LinkSettle(Link, Status);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI LinkCreated(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PLINK Link = Context;
    PIRP Bind;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        LinkSettle(Link, Irp->IoStatus.Status);
        IoFreeIrp(Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    Link->Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    Bind = LinkIrp(LinkBound, Link);
    if (Bind == NULL)
        LinkSettle(Link, STATUS_INSUFFICIENT_RESOURCES);
    else
        (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Link->Socket->Dispatch)->WskBind(
            Link->Socket, (PSOCKADDR)&Link->Local, 0, Bind);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LinkConnect(PLINK Link)
{
    PIRP Irp = LinkIrp(LinkConnected, Link);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    (VOID)((PWSK_PROVIDER_CONNECTION_DISPATCH)Link->Socket->Dispatch)->WskConnect(
        Link->Socket, (PSOCKADDR)&Link->Remote, 0, Irp);
    return STATUS_SUCCESS;
}

NTSTATUS LinkOpen(PLINK Link)
{
    PIRP Irp = LinkIrp(LinkCreated, Link);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return Link->Npi->Dispatch->WskSocket(Link->Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                          WSK_FLAG_CONNECTION_SOCKET, Link, &LinkDispatch, NULL, NULL, NULL, Irp);
}
