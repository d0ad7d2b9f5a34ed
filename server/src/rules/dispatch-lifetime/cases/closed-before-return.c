// CASE: a thread's table is a local, and the thread closes the socket and waits before it returns
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _JOB { PWSK_PROVIDER_NPI Npi; KEVENT Stop; KEVENT Done; PIRP Irp; ULONG Packets; } JOB, *PJOB;

static NTSTATUS NTAPI JobDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PJOB)c)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WSKAPI JobInput(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    PJOB j = c;

    (void)f;
    if (d == NULL)
        KeSetEvent(&j->Stop, IO_NO_INCREMENT, FALSE);
    for (; d != NULL; d = d->Next)
        j->Packets++;
    return STATUS_SUCCESS;
}

static PIRP JobIrp(PJOB j)
{
    IoReuseIrp(j->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&j->Done);
    IoSetCompletionRoutine(j->Irp, JobDone, j, TRUE, TRUE, TRUE);
    return j->Irp;
}

static NTSTATUS JobWait(PJOB j)
{
    KeWaitForSingleObject(&j->Done, Executive, KernelMode, FALSE, NULL);
    return j->Irp->IoStatus.Status;
}

VOID NTAPI JobThread(PVOID Context)
{
    WSK_EVENT_CALLBACK_CONTROL on = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    WSK_CLIENT_DATAGRAM_DISPATCH table = { JobInput };                  // NOT(dispatch-lifetime)
    const WSK_PROVIDER_DATAGRAM_DISPATCH *d;
    SOCKADDR_IN any = { 0 };
    PJOB j = Context;
    PWSK_SOCKET s;

    any.sin_family = AF_INET;
    (void)j->Npi->Dispatch->WskSocket(j->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                      j, &table, NULL, NULL, NULL, JobIrp(j));     // NOT(dispatch-lifetime)
    if (!NT_SUCCESS(JobWait(j)))
        return;
    s = (PWSK_SOCKET)j->Irp->IoStatus.Information;
    d = s->Dispatch;
    (void)d->WskBind(s, (PSOCKADDR)&any, 0, JobIrp(j));
    if (NT_SUCCESS(JobWait(j)) &&
        NT_SUCCESS(d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(on), &on,
                                       0, NULL, NULL, NULL)))
        KeWaitForSingleObject(&j->Stop, Executive, KernelMode, FALSE, NULL);
    (void)d->WskCloseSocket(s, JobIrp(j));
    (void)JobWait(j);
}
