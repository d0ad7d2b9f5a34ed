// CASE: an IRP in a context, allocated in a helper, armed in another
#include <ntddk.h>
#include <wsk.h>
typedef struct _CONN { PWSK_SOCKET Socket; PIRP Irp; KEVENT Event; } CONN, *PCONN;
static NTSTATUS NTAPI Done(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PCONN)c)->Event, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static void ConnAllocate(PCONN c) { c->Irp = IoAllocateIrp(1, FALSE); }
NTSTATUS ConnClose(PCONN c)
{
    ConnAllocate(c);
    IoSetCompletionRoutine(c->Irp, Done, c, TRUE, TRUE, TRUE);          // EXPECT(irp-null-check)
    ((PWSK_PROVIDER_BASIC_DISPATCH)c->Socket->Dispatch)->WskCloseSocket(c->Socket, c->Irp);
    KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(c->Irp);
    return STATUS_SUCCESS;
}
static BOOLEAN ConnAllocateChecked(PCONN c) { c->Irp = IoAllocateIrp(1, FALSE); return c->Irp != NULL; }
NTSTATUS ConnClose2(PCONN c)
{
    if (!ConnAllocateChecked(c)) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(c->Irp, Done, c, TRUE, TRUE, TRUE);          // NOT(irp-null-check)
    ((PWSK_PROVIDER_BASIC_DISPATCH)c->Socket->Dispatch)->WskCloseSocket(c->Socket, c->Irp);
    KeWaitForSingleObject(&c->Event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(c->Irp);
    return STATUS_SUCCESS;
}
