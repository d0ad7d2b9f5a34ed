// CASE: the list query has no OutputSizeReturned; reading an option has no output buffer, through a helper
#include <ntddk.h>
#include <wsk.h>

typedef struct _LISTS { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Socket; WSK_TRANSPORT Known[8]; PIRP Irp; KEVENT Ev; } LISTS, *PLISTS;

NTSTATUS ListsLoad(PLISTS l)
{
    return l->Npi.Dispatch->WskControlClient(l->Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL,
                                             sizeof(l->Known), l->Known,
                                             NULL,                              // EXPECT(control-output)
                                             NULL);
}

static NTSTATUS NTAPI ListsDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PLISTS)c)->Ev, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ListsGet(PLISTS l, ULONG Option, PVOID Out, SIZE_T OutSize)
{
    const WSK_PROVIDER_BASIC_DISPATCH *b = l->Socket->Dispatch;

    IoReuseIrp(l->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&l->Ev);
    IoSetCompletionRoutine(l->Irp, ListsDone, l, TRUE, TRUE, TRUE);
    b->WskControlSocket(l->Socket, WskGetOption, Option, SOL_SOCKET, 0, NULL, OutSize, Out, NULL, l->Irp);
    KeWaitForSingleObject(&l->Ev, Executive, KernelMode, FALSE, NULL);
    return l->Irp->IoStatus.Status;
}

/* is the option known to the transport? */
BOOLEAN ListsHasReceiveBuffer(PLISTS l)
{
    return NT_SUCCESS(ListsGet(l, SO_RCVBUF, NULL, 0));                         // EXPECT(control-output)
}
