// CASE: requests come with their IRP from a list to which the completion routine puts them as they are
#include <ntddk.h>
#include <wsk.h>
typedef struct _ITEM { LIST_ENTRY Link; PIRP Irp; WSK_BUF Buf; } ITEM;
static LIST_ENTRY Free;
static KSPIN_LOCK Lock;
static NTSTATUS NTAPI ItemDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(irp);
    ExInterlockedInsertTailList(&Free, &((ITEM *)c)->Link, &Lock);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static ITEM *Get(VOID)
{
    PLIST_ENTRY e = ExInterlockedRemoveHeadList(&Free, &Lock);
    ITEM *item;
    if (e != NULL) return CONTAINING_RECORD(e, ITEM, Link);
    item = ExAllocatePoolWithTag(NonPagedPool, sizeof(ITEM), 'metI');
    if (item == NULL) return NULL;
    item->Irp = IoAllocateIrp(1, FALSE);
    if (item->Irp != NULL) return item;
    ExFreePoolWithTag(item, 'metI');
    return NULL;
}
NTSTATUS Send(PWSK_SOCKET s, PMDL mdl, SIZE_T n)
{
    ITEM *item = Get();
    if (item == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    item->Buf.Mdl = mdl;
    item->Buf.Offset = 0;
    item->Buf.Length = n;
    IoSetCompletionRoutine(item->Irp, ItemDone, item, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, &item->Buf, 0, item->Irp); // EXPECT(irp-reuse)
}
