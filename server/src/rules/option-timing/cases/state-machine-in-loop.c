// CASE: a state machine in a loop opens, sets, binds; the order is right although the text is not; another one is wrong
#include <ntddk.h>
#include <wsk.h>

typedef struct _SM { PWSK_PROVIDER_NPI N; PWSK_SOCKET S; PIRP I; KEVENT E; ULONG One; SOCKADDR_IN A; int State; } SM;
extern const WSK_CLIENT_LISTEN_DISPATCH SmTable;

static NTSTATUS NTAPI SmDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(&((SM *)c)->E, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP SmIrp(SM *m)
{
    KeClearEvent(&m->E);
    IoReuseIrp(m->I, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(m->I, SmDone, m, TRUE, TRUE, TRUE);
    return m->I;
}

static NTSTATUS SmEnd(SM *m, NTSTATUS st)
{
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&m->E, Executive, KernelMode, FALSE, NULL);
        st = m->I->IoStatus.Status;
    }
    return st;
}

NTSTATUS SmRun(SM *m)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    NTSTATUS st = STATUS_SUCCESS;

    for (m->State = 0; m->State < 4 && NT_SUCCESS(st); m->State++) {
        switch (m->State) {
        case 2:
            st = SmEnd(m, ((PWSK_PROVIDER_LISTEN_DISPATCH)m->S->Dispatch)->WskBind(m->S, (PSOCKADDR)&m->A, 0, SmIrp(m)));
            break;
        case 3:
            st = ((PWSK_PROVIDER_LISTEN_DISPATCH)m->S->Dispatch)->WskControlSocket(m->S, WskSetOption, SO_WSK_EVENT_CALLBACK,    // NOT(option-timing)
                    SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
            break;
        case 0:
            st = SmEnd(m, m->N->Dispatch->WskSocket(m->N->Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET, m, &SmTable, NULL, NULL, NULL, SmIrp(m)));
            if (NT_SUCCESS(st))
                m->S = (PWSK_SOCKET)m->I->IoStatus.Information;
            break;
        case 1:
            m->One = 1;
            st = SmEnd(m, ((PWSK_PROVIDER_LISTEN_DISPATCH)m->S->Dispatch)->WskControlSocket(m->S, WskSetOption, SO_REUSEADDR,    // NOT(option-timing)
                    SOL_SOCKET, sizeof(m->One), &m->One, 0, NULL, NULL, SmIrp(m)));
            break;
        }
    }
    return st;
}
