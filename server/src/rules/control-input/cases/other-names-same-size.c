// CASE: other types of the same size, literals, sizeof without parentheses, sizeof of the expression
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef unsigned int u32;
typedef struct _WSK_EVENT_CALLBACK_CONTROL EVENTS;

typedef struct _SZ { PWSK_SOCKET S; PIRP Irp; KEVENT Ev; } SZ, *PSIZES;

static NTSTATUS NTAPI SzDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PSIZES)c)->Ev, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS SzOption(PSIZES z, SIZE_T size, PVOID value)
{
    const WSK_PROVIDER_BASIC_DISPATCH *b = z->S->Dispatch;

    KeClearEvent(&z->Ev);
    IoReuseIrp(z->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(z->Irp, SzDone, z, TRUE, TRUE, TRUE);
    b->WskControlSocket(z->S, WskSetOption, SO_RCVBUF, SOL_SOCKET, size, value, 0, NULL, NULL, z->Irp);
    KeWaitForSingleObject(&z->Ev, Executive, KernelMode, FALSE, NULL);
    return z->Irp->IoStatus.Status;
}

NTSTATUS SzAll(PSIZES z)
{
    u32 a = 1024;
    LONG b = 2048;
    int c[1] = { 4096 };
    NTSTATUS st;

    st = SzOption(z, sizeof a, &a);                         // NOT(control-input)
    if (NT_SUCCESS(st))
        st = SzOption(z, sizeof(LONG), &b);                 // NOT(control-input)
    if (NT_SUCCESS(st))
        st = SzOption(z, sizeof(c), c);                     // NOT(control-input)
    if (NT_SUCCESS(st))
        st = SzOption(z, 4, &c[0]);                         // NOT(control-input)
    return st;
}

NTSTATUS SzEvents(PWSK_SOCKET Connected, EVENTS *e)
{
    e->NpiId = &NPI_WSK_INTERFACE_ID;
    e->EventMask = WSK_EVENT_DISCONNECT;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Connected->Dispatch)->WskControlSocket(Connected, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof *e, e, 0, NULL, NULL, NULL);      // NOT(control-input)
}
