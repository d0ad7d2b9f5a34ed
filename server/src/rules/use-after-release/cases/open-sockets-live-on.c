// CASE: calls on an open socket stay legal after the release
// CLEAN
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI live_irp_done(DEVICE_OBJECT *dev, IRP *irp, VOID *ctx)
{
    KeSetEvent((KEVENT *)ctx, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static IRP *live_irp(KEVENT *done)
{
    IRP *irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return NULL;
    KeInitializeEvent(done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, live_irp_done, done, TRUE, TRUE, TRUE);
    return irp;
}

/* one request, start to end: waits, keeps Information, frees the IRP */
static NTSTATUS live_end(IRP *irp, KEVENT *done, ULONG_PTR *info)
{
    NTSTATUS st;

    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (info)
        *info = irp->IoStatus.Information;
    IoFreeIrp(irp);
    return st;
}

NTSTATUS live_say(PWSK_REGISTRATION reg, SOCKADDR *from, SOCKADDR *to, WSK_BUF *text)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops;
    WSK_PROVIDER_NPI npi;
    ULONG_PTR info = 0;
    WSK_SOCKET *s;
    KEVENT done;
    NTSTATUS st;
    IRP *irp;

    irp = live_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    st = WskCaptureProviderNPI(reg, WSK_INFINITE_WAIT, &npi);
    if (!NT_SUCCESS(st)) {
        IoFreeIrp(irp);
        return st;
    }
    npi.Dispatch->WskSocketConnect(npi.Client, SOCK_STREAM, IPPROTO_TCP, from, to, 0, NULL, NULL, NULL, NULL, NULL, irp);
    st = live_end(irp, &done, &info);
    WskReleaseProviderNPI(reg);
    if (!NT_SUCCESS(st))
        return st;
    s = (WSK_SOCKET *)info;
    ops = s->Dispatch;

    irp = live_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskSend(s, text, 0, irp);                                  // NOT(use-after-release)
    st = live_end(irp, &done, NULL);

    irp = live_irp(&done);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    ops->WskCloseSocket(s, irp);                                    // NOT(use-after-release)
    live_end(irp, &done, NULL);
    return st;
}
