// CASE: the list stands in a block that a work item or a DPC gets
#include <ntddk.h>
#include <wsk.h>

typedef struct _TASK { WORK_QUEUE_ITEM Item; KDPC Dpc; PWSK_DATA_INDICATION List; SIZE_T Bytes; PVOID Owner; } TASK, *PTASK;

VOID NTAPI TaskRun(PVOID Context);
VOID NTAPI TaskDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second);
VOID TaskStop(PVOID Owner);

static PTASK TaskNew(PVOID Owner)
{
    PTASK task = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*task), 'ksaT');

    if (task != NULL) {
        task->Owner = Owner;
        task->List = NULL;
    }
    return task;
}

static NTSTATUS WSKAPI QueuesAndGivesBack(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PTASK task;

    if (Data == NULL) {
        TaskStop(Context);
        return STATUS_SUCCESS;
    }
    task = TaskNew(Context);
    if (task == NULL)
        return STATUS_SUCCESS;
    task->List = Data;                                      // EXPECT(release-not-retained)
    task->Bytes = Bytes;
    ExInitializeWorkItem(&task->Item, TaskRun, task);
    ExQueueWorkItem(&task->Item, DelayedWorkQueue);
    return STATUS_SUCCESS;
}

static NTSTATUS WSKAPI QueuesAndKeeps(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PTASK task;

    if (Data == NULL) {
        TaskStop(Context);
        return STATUS_SUCCESS;
    }
    task = TaskNew(Context);
    if (task == NULL)
        return STATUS_SUCCESS;
    task->List = Data;                                      // NOT(release-not-retained)
    KeInitializeDpc(&task->Dpc, TaskDpc, task);
    KeInsertQueueDpc(&task->Dpc, NULL, NULL);
    return STATUS_PENDING;
}

/* Only the size is handed on in the end. */
static NTSTATUS WSKAPI TakesItBack(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PTASK task;

    if (Data == NULL) {
        TaskStop(Context);
        return STATUS_SUCCESS;
    }
    task = TaskNew(Context);
    if (task == NULL)
        return STATUS_SUCCESS;
    task->List = Data;                                      // NOT(release-not-retained)
    task->Bytes = task->List->Buffer.Length;
    task->List = NULL;
    ExInitializeWorkItem(&task->Item, TaskRun, task);
    ExQueueWorkItem(&task->Item, DelayedWorkQueue);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH TaskTables[] = { { QueuesAndGivesBack }, { QueuesAndKeeps }, { TakesItBack } };
