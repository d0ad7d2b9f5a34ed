// CASE: shapes of completion routines
#include <ntddk.h>
#include <wsk.h>
typedef struct _CTX { PWSK_SOCKET S; } CTX, *PCTX;
static NTSTATUS NTAPI TypedCtx(PDEVICE_OBJECT d, PIRP i, PCTX c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static VOID NTAPI NoResult(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)c; IoFreeIrp(i); }
static NTSTATUS NTAPI OnlyIrp(PIRP i, PVOID c) { (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS NTAPI Swapped(PIRP i, PDEVICE_OBJECT d, PVOID c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static IO_COMPLETION_ROUTINE Right;
static NTSTATUS NTAPI Right(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS NTAPI Ulong(PDEVICE_OBJECT d, PIRP i, ULONG c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Go(PWSK_SOCKET s, PCTX c, int which)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return STATUS_NO_MEMORY;
    switch (which) {
    case 0: IoSetCompletionRoutine(irp, (PIO_COMPLETION_ROUTINE)TypedCtx, c, TRUE, TRUE, TRUE); break;        // NOT(completion-signature)
    case 1: IoSetCompletionRoutine(irp, (PIO_COMPLETION_ROUTINE)NoResult, c, TRUE, TRUE, TRUE); break;        // EXPECT(completion-signature)
    case 2: IoSetCompletionRoutine(irp, (PIO_COMPLETION_ROUTINE)OnlyIrp, c, TRUE, TRUE, TRUE); break;         // EXPECT(completion-signature)
    case 3: IoSetCompletionRoutine(irp, (PIO_COMPLETION_ROUTINE)(PVOID)Swapped, c, TRUE, TRUE, TRUE); break;  // EXPECT(completion-signature)
    case 4: IoSetCompletionRoutine(irp, (PIO_COMPLETION_ROUTINE)Ulong, (PVOID)7, TRUE, TRUE, TRUE); break;    // EXPECT(completion-signature)
    default: IoSetCompletionRoutine(irp, Right, c, TRUE, TRUE, TRUE); break;                                   // NOT(completion-signature)
    }
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskCloseSocket(s, irp);
}
