// CASE: the IRP is whatever the caller gives, perhaps NULL; the sort has no page that says
// CLEAN
#include <ntddk.h>
#include <wsk.h>

NTSTATUS Release(const WSK_PROVIDER_NPI *Npi, PSECURITY_DESCRIPTOR *Sd, _In_opt_ PIRP Irp)
{
    return Npi->Dispatch->WskControlClient(Npi->Client, WSK_RELEASE_SD, sizeof(*Sd), Sd,
                                           0, NULL, NULL, Irp);             // NOT(irp-not-allowed)
}

typedef struct _SORT { PWSK_SOCKET Socket; PSOCKET_ADDRESS_LIST List; SIZE_T Size; KEVENT Done; } SORT, *PSORT;

static NTSTATUS NTAPI Sorted(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(&((PSORT)c)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS Sort(PSORT s)
{
    const WSK_PROVIDER_BASIC_DISPATCH *b = s->Socket->Dispatch;
    NTSTATUS st;
    PIRP i = IoAllocateIrp(1, FALSE);

    if (i == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&s->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(i, Sorted, s, TRUE, TRUE, TRUE);
    st = b->WskControlSocket(s->Socket, WskIoctl, SIO_ADDRESS_LIST_SORT, 0, s->Size, s->List,
                             s->Size, s->List, NULL, i);                    // NOT(irp-not-allowed)
    if (st == STATUS_PENDING) {
        KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, NULL);
        st = i->IoStatus.Status;
    }
    IoFreeIrp(i);
    return st;
}
