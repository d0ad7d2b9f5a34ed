// CASE: a helper creates sockets with the context it is given; one caller gives a local
#include <ntddk.h>
#include <wsk.h>

typedef struct _OWNER { ULONG Id; LONG Events; } OWNER, *POWNER;
typedef struct _FACTORY { PWSK_PROVIDER_NPI Npi; PIRP Irp; KEVENT Done; OWNER Main; } FACTORY, *PFACTORY;
extern const WSK_CLIENT_DATAGRAM_DISPATCH OwnerDispatch;

static NTSTATUS NTAPI factory_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    (void)dev;
    (void)irp;
    KeSetEvent(&((PFACTORY)ctx)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS factory_make(PFACTORY f, POWNER owner, PWSK_SOCKET *out)
{
    NTSTATUS st;

    IoReuseIrp(f->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&f->Done);
    IoSetCompletionRoutine(f->Irp, factory_done, f, TRUE, TRUE, TRUE);
    (void)f->Npi->Dispatch->WskSocket(f->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                      owner, &OwnerDispatch, NULL, NULL, NULL, f->Irp);
    KeWaitForSingleObject(&f->Done, Executive, KernelMode, FALSE, NULL);
    st = f->Irp->IoStatus.Status;
    if (NT_SUCCESS(st))
        *out = (PWSK_SOCKET)f->Irp->IoStatus.Information;
    return st;
}

NTSTATUS factory_main(PFACTORY f, PWSK_SOCKET *out)
{
    return factory_make(f, &f->Main, out);                      // NOT(context-lifetime)
}

NTSTATUS factory_extra(PFACTORY f, PWSK_SOCKET *out)
{
    OWNER extra = { 2, 0 };                                     // OR(context-lifetime)


    DbgPrint("factory: one more\n");
    return factory_make(f, &extra, out);                        // EXPECT(context-lifetime)
}
