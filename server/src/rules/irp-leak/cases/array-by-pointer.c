// CASE: the requests of an array are made by index and freed by pointer arithmetic, also when only some could be made
// CLEAN
#include <ntddk.h>
#include <wsk.h>

#define DRUMS 16

typedef struct _DRUM { SLIST_ENTRY Link; PIRP Irp; PUCHAR Data; } DRUM, *PDRUM;
typedef struct _BAND { SLIST_HEADER Idle; PDRUM Drums; PWSK_SOCKET Socket; } BAND, *PBAND;

static VOID DrumEnd(PDRUM Drum)
{
    if (Drum->Irp)
        IoFreeIrp(Drum->Irp);
    if (Drum->Data)
        ExFreePoolWithTag(Drum->Data, 'murD');
}

static NTSTATUS DrumBegin(PDRUM Drum)
{
    Drum->Data = ExAllocatePoolWithTag(NonPagedPoolNx, 512, 'murD');
    if (!Drum->Data)
        return STATUS_INSUFFICIENT_RESOURCES;
    Drum->Irp = IoAllocateIrp(1, FALSE);            // NOT(irp-leak)
    if (!Drum->Irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    return STATUS_SUCCESS;
}

VOID BandEnd(PBAND Band)
{
    ULONG i;

    if (!Band->Drums)
        return;
    for (i = 0; i < DRUMS; i++)
        DrumEnd(Band->Drums + i);
    ExFreePoolWithTag(Band->Drums, 'dnaB');
    Band->Drums = NULL;
}

NTSTATUS BandBegin(PBAND Band)
{
    NTSTATUS st = STATUS_SUCCESS;
    ULONG i;

    Band->Drums = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(DRUM) * DRUMS, 'dnaB');
    if (!Band->Drums)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(Band->Drums, sizeof(DRUM) * DRUMS);
    for (i = 0; i < DRUMS; i++) {
        PDRUM drum = &Band->Drums[i];

        st = DrumBegin(drum);
        if (!NT_SUCCESS(st))
            break;
        InterlockedPushEntrySList(&Band->Idle, &drum->Link);
    }
    if (!NT_SUCCESS(st))
        BandEnd(Band);
    return st;
}
