// CASE: the backlog query writes into a local after the function has returned
#include <ntddk.h>
#include <wsk.h>

typedef struct _PACER { PWSK_SOCKET Sock; ULONG Asked; } PACER;

static NTSTATUS NTAPI pacer_answer(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
    (void)dev;
    ((PACER *)ctx)->Asked++;
    IoFreeIrp(irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID pacer_ask(PACER *p)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = p->Sock->Dispatch;
    SIZE_T ideal = 0;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (!irp)
        return;
    IoSetCompletionRoutine(irp, pacer_answer, p, TRUE, TRUE, TRUE);
    st = ops->WskControlSocket(p->Sock, WskIoctl, SIO_WSK_QUERY_IDEAL_SEND_BACKLOG, 0, 0, NULL,
                               sizeof(ideal), &ideal,           // EXPECT(control-buffer-lifetime)
                               NULL, irp);
    if (st == STATUS_SUCCESS)
        DbgPrint("ideal %Iu\n", ideal);
}
