// CASE: another function receives again
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
typedef struct _S { SIZE_T Room; PWSK_SOCKET Socket; LONG Dead; WSK_BUF Zero; } S, *PS;
static NTSTATUS NTAPI Freed(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static NTSTATUS WSKAPI R1(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication, SIZE_T BytesIndicated, SIZE_T *BytesAccepted) {
    PS s = SocketContext;
    if (!DataIndication) { s->Dead = 1; return STATUS_SUCCESS; }
    if (s->Room < BytesIndicated)
        return STATUS_DATA_NOT_ACCEPTED;                           // NOT(receive-not-resumed)
    return STATUS_SUCCESS;
}
VOID Resume(PS s)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return;
    IoSetCompletionRoutine(irp, Freed, NULL, TRUE, TRUE, TRUE);
    (void)((const WSK_PROVIDER_CONNECTION_DISPATCH *)s->Socket->Dispatch)->WskReceive(s->Socket, &s->Zero, 0, irp);
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { R1 };
NTSTATUS On(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
