// CASE: helpers that trace and count, below a lock, tell nobody; helpers that mark or store do
#include <ntddk.h>
#include <wsk.h>

typedef struct _GAUGE { KSPIN_LOCK Lock; ULONG Losses; ULONG64 Bytes; LONG Refs; KEVENT Gone; } GAUGE, *PGAUGE;
static LONG TotalLosses;
static BOOLEAN StopAll;

static VOID Trace(const char *Where, ULONG Code)
{
    ULONG shown = Code & 0xffff;

    if (NT_SUCCESS(Code))
        shown = 0;
    DbgPrintEx(77, 0, "%s: %lu\n", Where, shown);
}

static VOID TraceLoss(const char *Where)
{
    InterlockedIncrement(&TotalLosses);
    Trace(Where, 2);
}

static VOID Halt(ULONG Code)
{
    Trace("halt", Code);
    StopAll = TRUE;
}

static NTSTATUS WSKAPI OnlyTraces(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PGAUGE gauge = Context;
    KIRQL irql;

    if (Data == NULL) {
        TraceLoss("OnlyTraces");
        return STATUS_SUCCESS;                          // EXPECT(null-indication-close)
    }
    gauge->Bytes += Bytes;
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI CountsBelowLock(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PGAUGE gauge = Context;
    KIRQL irql;

    KeAcquireSpinLock(&gauge->Lock, &irql);
    if (Data == NULL)
        gauge->Losses++;
    else
        gauge->Bytes += Bytes;
    KeReleaseSpinLock(&gauge->Lock, irql);
    return STATUS_SUCCESS;                              // EXPECT(null-indication-close)
}

static NTSTATUS WSKAPI Halts(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    if (Data == NULL)
        Halt(4);
    return STATUS_SUCCESS;                              // NOT(null-indication-close)
}

static NTSTATUS WSKAPI Signals(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PGAUGE gauge = Context;

    if (Data == NULL) {
        TraceLoss("Signals");
        KeSetEvent(&gauge->Gone, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_SUCCESS;                              // NOT(null-indication-close)
}

const WSK_CLIENT_CONNECTION_DISPATCH GaugeTables[] = { { OnlyTraces }, { CountsBelowLock }, { Halts }, { Signals } };
