// CASE: MDLs over paged pool: built as for non-paged pool, or locked
#include <ntddk.h>
#include <wsk.h>

typedef struct _BULK { PUCHAR Bytes; ULONG Count; WSK_BUF Buffer; PIRP Irp; PWSK_SOCKET Socket; } BULK, *PBULK;

NTSTATUS NTAPI BulkDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context);

static NTSTATUS BulkSend(PBULK Bulk)
{
    IoReuseIrp(Bulk->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Bulk->Irp, BulkDone, Bulk, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Bulk->Socket->Dispatch)->WskSend(Bulk->Socket, &Bulk->Buffer, 0, Bulk->Irp); // OR(wsk-buf)
}

static PVOID BulkMemory(POOL_TYPE Pool, ULONG Count)
{
    return ExAllocatePoolWithTag(Pool, Count, 'kluB');
}

static NTSTATUS BulkBuilt(PBULK Bulk, POOL_TYPE Pool, ULONG Count)
{
    PMDL mdl;

    Bulk->Bytes = BulkMemory(Pool, Count);
    if (Bulk->Bytes == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    mdl = IoAllocateMdl(Bulk->Bytes, Count, FALSE, FALSE, NULL);
    if (mdl == NULL) {
        ExFreePoolWithTag(Bulk->Bytes, 'kluB');
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(mdl);
    Bulk->Buffer.Mdl = mdl;
    Bulk->Buffer.Offset = 0;
    Bulk->Buffer.Length = Count;
    return BulkSend(Bulk);                              // EXPECT(wsk-buf)
}

NTSTATUS BulkPaged(PBULK Bulk)
{
    return BulkBuilt(Bulk, PagedPool, 4096);
}

NTSTATUS BulkLocked(PBULK Bulk, ULONG Count)
{
    PMDL mdl;

    Bulk->Bytes = ExAllocatePoolWithTag(PagedPool, Count, 'kluB');
    if (Bulk->Bytes == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    mdl = IoAllocateMdl(Bulk->Bytes, Count, FALSE, FALSE, NULL);
    if (mdl == NULL) {
        ExFreePoolWithTag(Bulk->Bytes, 'kluB');
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
    Bulk->Buffer.Mdl = mdl;
    Bulk->Buffer.Offset = 0;
    Bulk->Buffer.Length = Count;
    return BulkSend(Bulk);                              // NOT(wsk-buf)
}
