// CASE: macros of a header arm or only reset the IRP
#include "req.h"
NTSTATUS NTAPI ReqDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d); UNREFERENCED_PARAMETER(i);
    KeSetEvent((PKEVENT)c, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
