// CASE: the completion routine sends the same IRP on: with and without a reset
#include <ntddk.h>
#include <wsk.h>
typedef struct _P { PWSK_SOCKET Socket; WSK_BUF Buf; LONG Left; PIRP Irp; KEVENT Done; } P;
static NTSTATUS NTAPI Again(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    P *p = (P *)c;
    (void)d;
    if (!NT_SUCCESS(irp->IoStatus.Status) || --p->Left == 0) {
        KeSetEvent(&p->Done, 0, FALSE);
        IoFreeIrp(irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    IoSetCompletionRoutine(irp, Again, p, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)p->Socket->Dispatch)->WskSend(p->Socket, &p->Buf, 0, irp);     // EXPECT(irp-reuse)
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI AgainOk(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    P *p = (P *)c;
    (void)d;
    if (!NT_SUCCESS(irp->IoStatus.Status) || --p->Left == 0) {
        KeSetEvent(&p->Done, 0, FALSE);
        IoFreeIrp(irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, AgainOk, p, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)p->Socket->Dispatch)->WskSend(p->Socket, &p->Buf, 0, irp);     // NOT(irp-reuse)
    return STATUS_MORE_PROCESSING_REQUIRED;
}
NTSTATUS Start(P *p)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, Again, p, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)p->Socket->Dispatch)->WskSend(p->Socket, &p->Buf, 0, irp);
}
NTSTATUS StartOk(P *p)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, AgainOk, p, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)p->Socket->Dispatch)->WskSend(p->Socket, &p->Buf, 0, irp);
}
