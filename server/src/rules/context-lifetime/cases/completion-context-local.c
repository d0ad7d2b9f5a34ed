// CASE: the completion routine gets the address of a local; the function returns right after the send
#include <ntddk.h>
#include <wsk.h>

typedef struct _SEND_STATE { PMDL Mdl; LONG Bytes; } SEND_STATE, *PSEND_STATE;

static NTSTATUS NTAPI SendDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PSEND_STATE State = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    State->Bytes = (LONG)Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Mdl: non-paged pool, freed by the owner of the connection */
NTSTATUS SendBlock(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    SEND_STATE State = { Mdl, 0 };                              // OR(context-lifetime)
    WSK_BUF Buffer = { Mdl, 0, Length };
    PIRP Irp = IoAllocateIrp(1, FALSE);

    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;



    IoSetCompletionRoutine(Irp, SendDone, &State, TRUE, TRUE, TRUE);        // EXPECT(context-lifetime)
    return Dispatch->WskSend(Socket, &Buffer, 0, Irp);
}
