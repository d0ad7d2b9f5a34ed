// CASE: the IRP comes from the caller, from a list or from an allocation that is tested
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef struct _BOX { PWSK_SOCKET Socket; PIRP Spare[4]; ULONG Yes; } BOX, *PBOX;

static NTSTATUS NTAPI BoxDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(c);
    IoFreeIrp(i);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BoxAlive(PBOX Box, PIRP Irp)
{
    const WSK_PROVIDER_BASIC_DISPATCH *b = Box->Socket->Dispatch;

    return b->WskControlSocket(Box->Socket, WskSetOption, SO_KEEPALIVE, SOL_SOCKET,
                               sizeof(Box->Yes), &Box->Yes, 0, NULL, NULL, Irp);            // NOT(irp-required)
}

NTSTATUS BoxClose(PBOX Box)
{
    PIRP Irp = NULL;
    ULONG i;

    for (i = 0; i < RTL_NUMBER_OF(Box->Spare) && Irp == NULL; i++) {
        Irp = Box->Spare[i];
        Box->Spare[i] = NULL;
    }
    if (Irp == NULL)
        Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, BoxDone, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Box->Socket->Dispatch)->WskCloseSocket(Box->Socket, Irp); // NOT(irp-required)
}
