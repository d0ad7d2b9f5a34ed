// CASE: the wrong provider table by cast; basic and close only are right
#include <ntddk.h>
#include <wsk.h>

typedef struct _PP { PWSK_PROVIDER_NPI Npi; PIRP Irp; KEVENT Ev; PWSK_SOCKET S; WSK_BUF B; SOCKADDR_IN L, R; } PP;

NTSTATUS WSKAPI PpRx(PVOID, ULONG, PWSK_DATA_INDICATION, SIZE_T, SIZE_T *);
static const WSK_CLIENT_CONNECTION_DISPATCH PpConn = { PpRx };

static NTSTATUS NTAPI PpDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(&((PP *)c)->Ev, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PpStart(PP *p)
{
    PWSK_PROVIDER_CONNECTION_DISPATCH wrong;
    NTSTATUS st;

    IoReuseIrp(p->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(p->Irp, PpDone, p, TRUE, TRUE, TRUE);
    st = p->Npi->Dispatch->WskSocket(p->Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET, p,
            &PpConn,                                                                    // EXPECT(client-dispatch-category)
            NULL, NULL, NULL, p->Irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&p->Ev, Executive, KernelMode, FALSE, NULL);
        st = p->Irp->IoStatus.Status;
    }
    if (!NT_SUCCESS(st))
        return st;
    p->S = (PWSK_SOCKET)p->Irp->IoStatus.Information;

    wrong = (PWSK_PROVIDER_CONNECTION_DISPATCH)p->S->Dispatch;                          // EXPECT(provider-dispatch-category)
    KeClearEvent(&p->Ev);
    IoReuseIrp(p->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(p->Irp, PpDone, p, TRUE, TRUE, TRUE);
    st = wrong->WskBind(p->S, (PSOCKADDR)&p->L, 0, p->Irp);
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&p->Ev, Executive, KernelMode, FALSE, NULL);
        st = p->Irp->IoStatus.Status;
    }
    return st;
}

VOID PpStop(PP *p)
{
    const WSK_PROVIDER_BASIC_DISPATCH *basic = p->S->Dispatch;                          // NOT(provider-dispatch-category)

    KeClearEvent(&p->Ev);
    IoReuseIrp(p->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(p->Irp, PpDone, p, TRUE, TRUE, TRUE);
    if (basic->WskCloseSocket(p->S, p->Irp) == STATUS_PENDING)
        KeWaitForSingleObject(&p->Ev, Executive, KernelMode, FALSE, NULL);
    p->S = NULL;
}
