// CASE: the pointer kept in a list entry, compared, dereferenced untested; copies by three ways are right
#include <ntddk.h>
#include <wsk.h>

typedef struct _PENDED { LIST_ENTRY Link; WSK_INSPECT_ID Id; PWSK_INSPECT_ID Raw; } PENDED, *PPENDED;
typedef struct _IC { LIST_ENTRY Head; KSPIN_LOCK Lock; PWSK_SOCKET S; PIRP I; PENDED Slot; WORK_QUEUE_ITEM Close; } IC, *PIC;

static WSK_INSPECT_ACTION WSKAPI KeepCopy(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID id)
{
    PIC ic = c;
    PPENDED p;

    if (id == NULL) {
        ExQueueWorkItem(&ic->Close, DelayedWorkQueue);
        return WskInspectReject;
    }
    p = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*p), 'dnpI');
    if (p == NULL)
        return WskInspectReject;
    p->Id = *id;                                            // NOT(inspect-id)
    ExInterlockedInsertTailList(&ic->Head, &p->Link, &ic->Lock);
    return WskInspectPend;
}

static WSK_INSPECT_ACTION WSKAPI KeepBytes(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID id)
{
    PIC ic = c;

    if (!id)
        return WskInspectReject;
    RtlCopyMemory(&ic->Slot.Id, id, sizeof(WSK_INSPECT_ID));    // NOT(inspect-id)
    return WskInspectPend;
}

static WSK_INSPECT_ACTION WSKAPI KeepPointer(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID id)
{
    PIC ic = c;

    if (!id)
        return WskInspectReject;
    ic->Slot.Raw = id;                                      // EXPECT(inspect-id)
    return WskInspectPend;
}

static WSK_INSPECT_ACTION WSKAPI Untested(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID InspectID)
{
    PIC ic = c;

    ic->Slot.Id = *InspectID;                               // EXPECT(inspect-id)
    return WskInspectPend;
}

static NTSTATUS WSKAPI AbortByPointer(PVOID c, PWSK_INSPECT_ID id)
{
    PIC ic = c;

    if (id == &ic->Slot.Id)                                 // EXPECT(inspect-id)
        ic->Slot.Raw = NULL;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI AbortByContent(PVOID c, PWSK_INSPECT_ID id)
{
    PIC ic = c;

    if (id->Key == ic->Slot.Id.Key && id->SerialNumber == ic->Slot.Id.SerialNumber)     // NOT(inspect-id)
        RtlZeroMemory(&ic->Slot.Id, sizeof(ic->Slot.Id));
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI AbortByMemory(PVOID c, PWSK_INSPECT_ID id)
{
    PIC ic = c;

    if (RtlCompareMemory(id, &ic->Slot.Id, sizeof(*id)) == sizeof(*id))                 // NOT(inspect-id)
        ic->Slot.Raw = NULL;
    return STATUS_SUCCESS;
}

NTSTATUS Resume(PIC ic, BOOLEAN ok)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)ic->S->Dispatch)->WskInspectComplete(ic->S, &ic->Slot.Id,
        ok ? WskInspectAccept : WskInspectReject, ic->I);                               // NOT(inspect-action)
}

NTSTATUS ResumeBad(PIC ic)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)ic->S->Dispatch)->WskInspectComplete(ic->S, &ic->Slot.Id, WskInspectPend, ic->I);   // EXPECT(inspect-action)
}

const WSK_CLIENT_LISTEN_DISPATCH T1 = { NULL, KeepCopy, AbortByContent };
const WSK_CLIENT_LISTEN_DISPATCH T2 = { NULL, KeepBytes, AbortByMemory };
const WSK_CLIENT_LISTEN_DISPATCH T3 = { NULL, KeepPointer, AbortByPointer };
const WSK_CLIENT_LISTEN_DISPATCH T4 = { NULL, Untested, AbortByContent };
