#include "heads.h"
// CASE: heads of completion routines that macros write, and one with its types behind the parenthesis
DEFINE_DONE(SentOnce)
{
    UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;                             // EXPECT(completion-return)
}
DEFINE_DONE(SentTwice)
{
    UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;            // NOT(completion-return)
}
DECLARE_DONE(Closed)
{
    UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;                             // EXPECT(completion-return)
}
static NTSTATUS NTAPI Flushed DONE_ARGS(PVOID)
{
    UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;                             // EXPECT(completion-return)
}
static NTSTATUS NTAPI Echoed(DONE_LIST(PVOID))
{
    UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;            // NOT(completion-return)
}
static NTSTATUS NTAPI Relayed(Device, Irp, Context)
    PDEVICE_OBJECT Device;
    PIRP Irp;
    void *Context;
{
    UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;                             // EXPECT(completion-return)
}
static VOID SendWith(PWSK_SOCKET Socket, PWSK_BUF Data, PIO_COMPLETION_ROUTINE Routine)
{
    PIRP irp = IoAllocateIrp(1, FALSE);                // NOT(irp-leak)
    if (irp == NULL) return;
    IoSetCompletionRoutine(irp, Routine, NULL, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Data, 0, irp);
}
VOID SendAll(PWSK_SOCKET Socket, PWSK_BUF Data)
{
    SendWith(Socket, Data, SentOnce);
    SendWith(Socket, Data, SentTwice);
    SendWith(Socket, Data, OnClosed);
    SendWith(Socket, Data, Flushed);
    SendWith(Socket, Data, Echoed);
    SendWith(Socket, Data, Relayed);
}
