// CASE: a client helper always makes an IRP for one of its callers, whose code takes none
#include <ntddk.h>
#include <wsk.h>

typedef struct _TDI { WSK_PROVIDER_NPI *Npi; ULONG Flags; LONG Done; } TDI, *PTDI;

static NTSTATUS NTAPI tdi_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    (void)dev;
    InterlockedIncrement(&((PTDI)ctx)->Done);
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS tdi_control(PTDI t, ULONG code, PVOID in, SIZE_T len, PIRP irp)
{
    return t->Npi->Dispatch->WskControlClient(t->Npi->Client, code, len, in, 0, NULL, NULL, irp);
}

NTSTATUS tdi_bypass(PTDI t)
{
    PIRP irp;

    t->Flags = WSK_TDI_BEHAVIOR_BYPASS_TDI;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, tdi_done, t, TRUE, TRUE, TRUE);
    return tdi_control(t, WSK_TDI_BEHAVIOR, &t->Flags, sizeof(t->Flags),
                       irp);                                        // EXPECT(irp-not-allowed) NOFIX(irp-not-allowed)
}

NTSTATUS tdi_bypass_now(PTDI t)
{
    ULONG flags = WSK_TDI_BEHAVIOR_BYPASS_TDI;

    return tdi_control(t, WSK_TDI_BEHAVIOR, &flags, sizeof(flags), NULL);       // NOT(irp-not-allowed)
}
