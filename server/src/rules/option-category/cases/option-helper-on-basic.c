// CASE: a basic socket, created for address lists only, gets SO_RCVBUF through the common option helper
#include <ntddk.h>
#include <wsk.h>

typedef struct _ADDR {
    PWSK_PROVIDER_NPI Npi;
    PWSK_SOCKET Basic;
    PIRP Irp;
    KEVENT Done;
    ULONG Value;
} ADDR, *PADDR;

static NTSTATUS NTAPI addr_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    (void)dev;
    (void)irp;
    KeSetEvent(&((PADDR)ctx)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static void addr_prepare(PADDR a)
{
    IoReuseIrp(a->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&a->Done);
    IoSetCompletionRoutine(a->Irp, addr_done, a, TRUE, TRUE, TRUE);
}

static NTSTATUS addr_wait(PADDR a)
{
    KeWaitForSingleObject(&a->Done, Executive, KernelMode, FALSE, NULL);
    return a->Irp->IoStatus.Status;
}

static NTSTATUS addr_option(PADDR a, PWSK_SOCKET s, ULONG option, ULONG value)
{
    const WSK_PROVIDER_BASIC_DISPATCH *b = s->Dispatch;

    addr_prepare(a);
    a->Value = value;
    (void)b->WskControlSocket(s, WskSetOption, option, SOL_SOCKET, sizeof(a->Value), &a->Value, 0, NULL, NULL, a->Irp);
    return addr_wait(a);
}

NTSTATUS addr_open(PADDR a)
{
    NTSTATUS st;

    addr_prepare(a);
    (void)a->Npi->Dispatch->WskSocket(a->Npi->Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_BASIC_SOCKET,
                                      NULL, NULL, NULL, NULL, NULL, a->Irp);
    st = addr_wait(a);
    if (!NT_SUCCESS(st))
        return st;
    a->Basic = (PWSK_SOCKET)a->Irp->IoStatus.Information;

    return addr_option(a, a->Basic, SO_RCVBUF, 65536);          // EXPECT(option-category)
}
