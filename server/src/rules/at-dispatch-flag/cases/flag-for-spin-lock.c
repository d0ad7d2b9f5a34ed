// CASE: the flag only chooses the cheaper spin lock call, or is combined with KeGetCurrentIrql
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _METERS { KSPIN_LOCK Lock; ULONGLONG Bytes; HANDLE Log; } METERS, *PMETERS;
VOID MetersDead(PMETERS Meters);

static NTSTATUS WSKAPI MetersReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PMETERS m = Ctx;
    IO_STATUS_BLOCK Iosb;
    KIRQL Irql;

    UNREFERENCED_PARAMETER(Taken);
    if (Data == NULL) {
        MetersDead(m);
        return STATUS_SUCCESS;
    }
    if (Flags & WSK_FLAG_AT_DISPATCH_LEVEL) {
        KeAcquireSpinLockAtDpcLevel(&m->Lock);                          // NOT(at-dispatch-flag)
        m->Bytes += Bytes;
        KeReleaseSpinLockFromDpcLevel(&m->Lock);
    } else {
        KeAcquireSpinLock(&m->Lock, &Irql);                             // NOT(at-dispatch-flag)
        m->Bytes += Bytes;
        KeReleaseSpinLock(&m->Lock, Irql);
    }
    if (!(Flags & WSK_FLAG_AT_DISPATCH_LEVEL) && KeGetCurrentIrql() == PASSIVE_LEVEL)
        ZwWriteFile(m->Log, NULL, NULL, NULL, &Iosb, &m->Bytes, sizeof(m->Bytes), NULL, NULL);  // NOT(at-dispatch-flag)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH MetersDispatch = { MetersReceive };
