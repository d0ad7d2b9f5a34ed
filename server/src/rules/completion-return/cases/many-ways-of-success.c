// CASE: statuses that come by a local, a conditional, a tail call, a macro
#include <ntddk.h>
#include <wsk.h>
#define DONE STATUS_CONTINUE_COMPLETION
typedef struct _C { KEVENT Event; LONG Refs; PWSK_SOCKET Socket; } C;
static NTSTATUS Finish(C *c) { InterlockedDecrement(&c->Refs); return STATUS_SUCCESS; }
static NTSTATUS NTAPI R1(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    NTSTATUS st = STATUS_SUCCESS;
    (void)d;
    if (!NT_SUCCESS(i->IoStatus.Status)) st = STATUS_MORE_PROCESSING_REQUIRED;
    IoFreeIrp(i);
    return st;                                   // EXPECT(completion-return)
}
static NTSTATUS NTAPI R2(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d;
    IoFreeIrp(i);
    return Finish((C *)c);                                   // EXPECT(completion-return)
}
static NTSTATUS NTAPI R3(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)c;
    IoFreeIrp(i);
    return DONE;                                   // EXPECT(completion-return)
}
static NTSTATUS NTAPI R4(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)c;
    if (i->PendingReturned) IoFreeIrp(i); else IoFreeIrp(i);
    return c ? STATUS_MORE_PROCESSING_REQUIRED : STATUS_SUCCESS;                                   // EXPECT(completion-return)
}
static NTSTATUS NTAPI R5(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    NTSTATUS st = STATUS_MORE_PROCESSING_REQUIRED;
    (void)d;
    IoFreeIrp(i);
    if (InterlockedDecrement(&((C *)c)->Refs) == 0) KeSetEvent(&((C *)c)->Event, 0, FALSE);
    return st;                                   // NOT(completion-return)
}
static NTSTATUS Post(C *c, PIO_COMPLETION_ROUTINE fn)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    IoSetCompletionRoutine(irp, fn, c, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)c->Socket->Dispatch)->WskCloseSocket(c->Socket, irp);
}
VOID A1(C *c) { Post(c, R1); }
VOID A2(C *c) { Post(c, R2); }
VOID A3(C *c) { Post(c, R3); }
VOID A4(C *c) { Post(c, R4); }
VOID A5(C *c) { Post(c, R5); }
