// CASE: each member is set on at least one path, in a loop, a switch or by |=; a read needs no value
// CLEAN
#include <ntddk.h>
#include <wsk.h>

typedef enum _KIND { KindListen, KindUdp, KindTcp } KIND;

NTSTATUS EnableKind(PWSK_SOCKET Socket, KIND Kind)
{
    WSK_EVENT_CALLBACK_CONTROL c;

    switch (Kind) {
    case KindListen:
        c.EventMask = WSK_EVENT_ACCEPT;
        break;
    case KindUdp:
        c.EventMask = WSK_EVENT_RECEIVE_FROM;
        break;
    case KindTcp:
        c.EventMask = WSK_EVENT_RECEIVE;
        c.EventMask |= WSK_EVENT_DISCONNECT;
        break;
    }
    c.NpiId = &NPI_WSK_INTERFACE_ID;
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption,
        SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);         // NOT(control-uninitialized)
}

static NTSTATUS NTAPI Read(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    (void)d; (void)i;
    KeSetEvent((PKEVENT)c, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ReceiveBuffer(PWSK_SOCKET Socket, PULONG Out)
{
    ULONG Bytes;
    KEVENT e;
    NTSTATUS st;
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&e, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Read, &e, TRUE, TRUE, TRUE);
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskGetOption, SO_RCVBUF,
        SOL_SOCKET, 0, NULL, sizeof(Bytes), &Bytes, NULL, irp);                         // NOT(control-uninitialized)
    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);
    st = irp->IoStatus.Status;
    if (NT_SUCCESS(st))
        *Out = Bytes;
    IoFreeIrp(irp);
    return st;
}
