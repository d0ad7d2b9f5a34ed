#include "chain.h"

PIRP LinkIrp(PIO_COMPLETION_ROUTINE Routine, PLINK Link)
{
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp != NULL)
        IoSetCompletionRoutine(Irp, Routine, Link, TRUE, TRUE, TRUE);
    return Irp;
}

VOID LinkSettle(PLINK Link, NTSTATUS Status)
{
    Link->Result = Status;
    KeSetEvent(&Link->Settled, IO_NO_INCREMENT, FALSE);
}
