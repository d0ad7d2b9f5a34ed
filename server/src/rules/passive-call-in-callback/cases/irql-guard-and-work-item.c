// CASE: a KeGetCurrentIrql guard, the other branch queues a work item that may do all that
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _AUDIT { HANDLE File; PIO_WORKITEM Item; ULONG Bytes; } AUDIT, *PAUDIT;
VOID AuditDead(PAUDIT Audit);

static VOID AuditWrite(PAUDIT Audit)
{
    IO_STATUS_BLOCK Iosb;

    (VOID)ZwWriteFile(Audit->File, NULL, NULL, NULL, &Iosb, &Audit->Bytes, sizeof(ULONG), NULL, NULL);
}

static VOID NTAPI AuditWorker(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    AuditWrite(Context);                                            // NOT(passive-call-in-callback)
}

static NTSTATUS WSKAPI AuditReceive(PVOID Ctx, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Taken)
{
    PAUDIT Audit = Ctx;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Taken);
    if (Data == NULL) {
        AuditDead(Audit);
        return STATUS_SUCCESS;
    }
    Audit->Bytes += (ULONG)Bytes;
    if (KeGetCurrentIrql() == PASSIVE_LEVEL)
        AuditWrite(Audit);                                          // NOT(passive-call-in-callback)
    else
        IoQueueWorkItem(Audit->Item, AuditWorker, DelayedWorkQueue, Audit);     // NOT(passive-call-in-callback)
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH AuditDispatch = { AuditReceive };
