// CASE: a routine that answers TRUE: what it returns is no mistake of its own
#include <ntddk.h>
#include <wsk.h>
static BOOLEAN NTAPI Gone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(irp);
    return TRUE; // NOT(completion-return)
}
VOID Send(PWSK_SOCKET s, PWSK_BUF b)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) return;
    IoSetCompletionRoutine(irp, (PIO_COMPLETION_ROUTINE)Gone, NULL, TRUE, TRUE, TRUE); // EXPECT(completion-signature)
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, b, 0, irp);
}
