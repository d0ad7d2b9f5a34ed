// CASE: the block goes back to its lookaside list with the IRP in it
#include <ntddk.h>
#include <wsk.h>
typedef struct _JOB { PIRP Irp; PMDL Mdl; WSK_BUF Buf; } JOB;
static NPAGED_LOOKASIDE_LIST Jobs;
static NTSTATUS NTAPI JobDone(PDEVICE_OBJECT d, PIRP irp, PVOID c)
{
    JOB *job = c;
    UNREFERENCED_PARAMETER(d);
    IoFreeMdl(job->Mdl);
    IoFreeIrp(irp);
    ExFreeToNPagedLookasideList(&Jobs, job);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
static JOB *NewJob(PVOID data, ULONG length, BOOLEAN careful)
{
    JOB *job = ExAllocateFromNPagedLookasideList(&Jobs);
    if (job == NULL) return NULL;
    job->Irp = IoAllocateIrp(1, FALSE); // EXPECT(irp-leak)
    if (job->Irp == NULL) {
        ExFreeToNPagedLookasideList(&Jobs, job);
        return NULL;
    }
    job->Mdl = IoAllocateMdl(data, length, FALSE, FALSE, NULL);
    if (job->Mdl == NULL) {
        if (careful) IoFreeIrp(job->Irp);
        ExFreeToNPagedLookasideList(&Jobs, job); // OR(irp-leak)
        return NULL;
    }
    MmBuildMdlForNonPagedPool(job->Mdl);
    job->Buf.Mdl = job->Mdl;
    job->Buf.Offset = 0;
    job->Buf.Length = length;
    return job;
}
NTSTATUS Send(PWSK_SOCKET s, PVOID data, ULONG length, BOOLEAN careful)
{
    JOB *job = NewJob(data, length, careful);
    if (job == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(job->Irp, JobDone, job, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskSend(s, &job->Buf, 0, job->Irp);
}
