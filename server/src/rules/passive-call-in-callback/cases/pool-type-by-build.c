// CASE: KeGetCurrentIrql decides; the pool type is a macro for non-paged pool; the release is at dispatch
// CLEAN
#include <ntddk.h>
#include <wsk.h>
#ifdef LOW_MEMORY_BUILD
#define CFG_POOL PagedPool
#else
#define CFG_POOL NonPagedPool
#endif
typedef struct _K { HANDLE Key; PIO_WORKITEM W; WSK_REGISTRATION *Reg; KSPIN_LOCK Sl; } K, *PK;
VOID NTAPI KWork(PDEVICE_OBJECT, PVOID);

static VOID KSave(PK k, ULONG v)
{
    UNICODE_STRING name;
    RtlInitUnicodeString(&name, L"Last");
    if (KeGetCurrentIrql() == PASSIVE_LEVEL)
        ZwSetValueKey(k->Key, &name, 0, REG_DWORD, &v, sizeof(v));     // NOT(passive-call-in-callback)
    else
        IoQueueWorkItem(k->W, KWork, CriticalWorkQueue, k);
}
static NTSTATUS WSKAPI KGone(PVOID c, ULONG f)
{
    PK k = c;
    WSK_PROVIDER_NPI npi;
    PVOID p = ExAllocatePoolWithTag(CFG_POOL, 64, 'gfck');      // NOT(passive-call-in-callback)

    if (p) ExFreePoolWithTag(p, 'gfck');
    if (NT_SUCCESS(WskCaptureProviderNPI(k->Reg, WSK_NO_WAIT, &npi)))   // NOT(passive-call-in-callback)
        WskReleaseProviderNPI(k->Reg);
    KSave(k, f);
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH KTable = { NULL, KGone };
