// CASE: requests from lists: one is made ready where it is taken, the other where it is put back
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _IN { SLIST_ENTRY Next; PIRP Irp; WSK_BUF Buf; SLIST_HEADER *Home; } RX, *PRX;
typedef struct _OUT { SLIST_ENTRY Next; PIRP Irp; WSK_BUF Buf; SLIST_HEADER *Home; } TX, *PTX;
static NTSTATUS NTAPI InDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    PRX in = c;
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    InterlockedPushEntrySList(in->Home, &in->Next);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static NTSTATUS NTAPI OutDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    PTX out = c;
    UNREFERENCED_PARAMETER(d);
    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    InterlockedPushEntrySList(out->Home, &out->Next);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
BOOLEAN Fill(SLIST_HEADER *ins, SLIST_HEADER *outs)
{
    PRX in = ExAllocatePoolWithTag(NonPagedPool, sizeof(*in), 'ni  ');
    PTX out;
    if (in == NULL) return FALSE;
    in->Home = ins;
    in->Irp = IoAllocateIrp(1, FALSE);
    if (in->Irp == NULL) {
        ExFreePoolWithTag(in, 'ni  ');
        return FALSE;
    }
    InterlockedPushEntrySList(ins, &in->Next);
    out = ExAllocatePoolWithTag(NonPagedPool, sizeof(*out), 'tuo ');
    if (out == NULL) return FALSE;
    out->Home = outs;
    out->Irp = IoAllocateIrp(1, FALSE);
    if (out->Irp == NULL) {
        ExFreePoolWithTag(out, 'tuo ');
        return FALSE;
    }
    InterlockedPushEntrySList(outs, &out->Next);
    return TRUE;
}
VOID Receive(PWSK_SOCKET s, SLIST_HEADER *ins)
{
    PSLIST_ENTRY e = InterlockedPopEntrySList(ins);
    PRX in;
    if (e == NULL) return;
    in = CONTAINING_RECORD(e, RX, Next);
    IoReuseIrp(in->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(in->Irp, InDone, in, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskReceive(s, &in->Buf, 0, in->Irp);
}
VOID Send(PWSK_SOCKET s, SLIST_HEADER *outs)
{
    PSLIST_ENTRY e = InterlockedPopEntrySList(outs);
    PTX out;
    if (e == NULL) return;
    out = CONTAINING_RECORD(e, TX, Next);
    IoSetCompletionRoutine(out->Irp, OutDone, out, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, &out->Buf, 0, out->Irp);
}
