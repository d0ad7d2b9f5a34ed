#include "wskio.h"
NTSTATUS ClientOpen(PWSK_PROVIDER_NPI Npi, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET *Out)
{
    WSK_IO io;
    NTSTATUS st;
    PWSK_SOCKET s = NULL;
    const WSK_PROVIDER_CONNECTION_DISPATCH *d;

    st = WskIoInit(&io);
    if (!NT_SUCCESS(st))
        return st;
    WskIoArm(&io);
    st = WskIoWait(&io, Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET,
                   NULL, NULL, NULL, NULL, NULL, io.Irp), NULL);
    if (!NT_SUCCESS(st))
        goto done;
    s = (PWSK_SOCKET)io.Irp->IoStatus.Information;
    d = (const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Dispatch;
    WSK_IO_CALL(&io, st, d->WskBind(s, Local, 0, io.Irp));
    if (!NT_SUCCESS(st))
        goto close;
    WSK_IO_CALL(&io, st, d->WskConnect(s, Remote, 0, io.Irp));
    if (!NT_SUCCESS(st))
        goto close;
    *Out = s;
    goto done;
close:
    WskIoArm(&io);
    (VOID)WskIoWait(&io, d->WskCloseSocket(s, io.Irp), NULL);
done:
    WskIoUninit(&io);
    return st;
}
NTSTATUS ClientSend(PWSK_SOCKET s, PVOID p, ULONG n)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = s->Dispatch;
    WSK_IO io;
    WSK_BUF b;
    NTSTATUS st = WskIoInit(&io);
    if (!NT_SUCCESS(st)) return st;
    b.Offset = 0; b.Length = n;
    b.Mdl = IoAllocateMdl(p, n, FALSE, FALSE, NULL);
    if (b.Mdl == NULL) { WskIoUninit(&io); return STATUS_INSUFFICIENT_RESOURCES; }
    __try {
        MmProbeAndLockPages(b.Mdl, KernelMode, IoReadAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        st = GetExceptionCode();
        IoFreeMdl(b.Mdl);
        WskIoUninit(&io);
        return st;
    }
    WSK_IO_CALL(&io, st, d->WskSend(s, &b, 0, io.Irp));
    MmUnlockPages(b.Mdl);
    IoFreeMdl(b.Mdl);
    WskIoUninit(&io);
    return st;
}
