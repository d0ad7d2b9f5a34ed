// CASE: IRPs that wait in an array for their next use; the place in it is one of several
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _STACK { ULONG Used; PIRP Slots[8]; } STACK;
static STACK Idle;
static NTSTATUS NTAPI Park(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    if (Idle.Used < RTL_NUMBER_OF(Idle.Slots)) {
        Idle.Slots[Idle.Used++] = irp;
        irp = NULL;
    }
    if (irp != NULL) IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
VOID Send(PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irp = NULL;
    if (Idle.Used != 0) irp = Idle.Slots[--Idle.Used];
    if (irp != NULL)
        IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    else
        irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return;
    IoSetCompletionRoutine(irp, Park, NULL, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
}
