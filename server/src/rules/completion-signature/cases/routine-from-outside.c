// CASE: the routine is a parameter, or only declared by its function type
// CLEAN
#include <ntddk.h>
#include <wsk.h>

IO_COMPLETION_ROUTINE OutDone;          /* in another file; frees the IRP */

typedef struct _OUT_REQ { PIRP Irp; } OUT_REQ;

VOID OutSet(OUT_REQ *Req, PIO_COMPLETION_ROUTINE Routine, PVOID Context)
{
    IoSetCompletionRoutine(Req->Irp, Routine, Context, TRUE, TRUE, TRUE);   // NOT(completion-signature)
}

NTSTATUS OutClose(PWSK_SOCKET Socket)
{
    PWSK_PROVIDER_BASIC_DISPATCH basic = (PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(irp, OutDone, NULL, TRUE, TRUE, TRUE);           // NOT(completion-signature)
    return basic->WskCloseSocket(Socket, irp);
}
