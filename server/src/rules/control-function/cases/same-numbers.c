// CASE: client codes and socket options share numbers (8, 4); each goes to its own function
// CLEAN
#include <ntddk.h>
#include <wsk.h>

enum { CODE_TDI = WSK_TDI_BEHAVIOR, CODE_ALIVE = SO_KEEPALIVE };

typedef struct _APP {
    WSK_PROVIDER_NPI Npi;
    PSECURITY_DESCRIPTOR In, Out;
    KEVENT Done;
} APP, *PAPP;

static NTSTATUS NTAPI AppSet(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent(&((PAPP)c)->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS AppClient(PAPP App)
{
    ULONG Bypass = WSK_TDI_BEHAVIOR_BYPASS_TDI;
    NTSTATUS st;

    st = App->Npi.Dispatch->WskControlClient(App->Npi.Client, CODE_TDI,                 // NOT(control-function)
                                             sizeof(Bypass), &Bypass, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(st))
        return st;
    return App->Npi.Dispatch->WskControlClient(App->Npi.Client, WSK_CACHE_SD,           // NOT(control-function)
                                               sizeof(App->In), &App->In, sizeof(App->Out), &App->Out, NULL, NULL);
}

/* Peer: connected */
NTSTATUS AppSocket(PAPP App, PWSK_SOCKET Peer)
{
    ULONG On = 1;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&App->Done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, AppSet, App, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Peer->Dispatch)->WskControlSocket(Peer, WskSetOption,
        CODE_ALIVE,                                                                     // NOT(control-function)
        SOL_SOCKET, sizeof(On), &On, 0, NULL, NULL, irp);
    KeWaitForSingleObject(&App->Done, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return st;
}
