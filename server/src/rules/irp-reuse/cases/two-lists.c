// CASE: used requests go on a list of their own, from which they come back to the other one when they have been made ready
// CLEAN
#include <ntddk.h>
#include <wsk.h>
typedef struct _SHOT { LIST_ENTRY Link; PIRP Irp; WSK_BUF Buf; } SHOT;
static LIST_ENTRY Loaded, Spent;
static KSPIN_LOCK Lock;
static NTSTATUS NTAPI Fired(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    ExInterlockedInsertTailList(&Spent, &((SHOT *)c)->Link, &Lock);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
VOID Reload(VOID)
{
    LIST_ENTRY *e;
    while ((e = ExInterlockedRemoveHeadList(&Spent, &Lock)) != NULL) {
        SHOT *shot = CONTAINING_RECORD(e, SHOT, Link);
        IoReuseIrp(shot->Irp, STATUS_UNSUCCESSFUL);
        ExInterlockedInsertTailList(&Loaded, &shot->Link, &Lock);
    }
}
VOID Fire(PWSK_SOCKET s)
{
    LIST_ENTRY *e = ExInterlockedRemoveHeadList(&Loaded, &Lock);
    SHOT *shot;
    if (e == NULL) return;
    shot = CONTAINING_RECORD(e, SHOT, Link);
    IoSetCompletionRoutine(shot->Irp, Fired, shot, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, &shot->Buf, 0, shot->Irp);
}
BOOLEAN Load(VOID)
{
    SHOT *shot = ExAllocatePoolWithTag(NonPagedPool, sizeof(*shot), 'tohS');
    if (shot == NULL) return FALSE;
    shot->Irp = IoAllocateIrp(1, FALSE);
    if (shot->Irp == NULL) {
        ExFreePoolWithTag(shot, 'tohS');
        return FALSE;
    }
    ExInterlockedInsertTailList(&Loaded, &shot->Link, &Lock);
    return TRUE;
}
