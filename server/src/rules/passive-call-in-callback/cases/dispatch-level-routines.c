// CASE: what DISPATCH_LEVEL allows: spin lock, non-paged pool and lookaside, WSK_NO_WAIT, MDLs, interlocked lists
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _MSG { SLIST_ENTRY Link; SIZE_T Size; } MSG, *PMSG;
typedef struct _BUS {
    WSK_REGISTRATION Reg;
    WSK_PROVIDER_NPI Npi;
    NPAGED_LOOKASIDE_LIST Pool;
    SLIST_HEADER Queue;
    KSPIN_LOCK Lock;
    ULONG Seen;
    LARGE_INTEGER Last;
} BUS, *PBUS;
VOID BusDead(PBUS Bus);

static NTSTATUS WSKAPI BusReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PBUS Bus = Ctx;
    KIRQL Irql;
    PMSG Msg;

    (void)Flags; (void)Taken;
    if (Data == NULL) {
        BusDead(Bus);
        return STATUS_SUCCESS;
    }
    KeQuerySystemTime(&Bus->Last);
    KeAcquireSpinLock(&Bus->Lock, &Irql);                               // NOT(passive-call-in-callback)
    Bus->Seen++;
    KeReleaseSpinLock(&Bus->Lock, Irql);

    Msg = ExAllocateFromNPagedLookasideList(&Bus->Pool);                // NOT(passive-call-in-callback)
    if (Msg == NULL)
        Msg = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Msg), 'gsMw');    // NOT(passive-call-in-callback)
    if (Msg != NULL) {
        Msg->Size = Bytes;
        InterlockedPushEntrySList(&Bus->Queue, &Msg->Link);
    }
    if (NT_SUCCESS(WskCaptureProviderNPI(&Bus->Reg, WSK_NO_WAIT, &Bus->Npi)))   // NOT(passive-call-in-callback)
        WskReleaseProviderNPI(&Bus->Reg);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH BusDispatch = { BusReceive };
