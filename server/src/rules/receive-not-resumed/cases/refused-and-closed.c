// CASE: the connection is closed where it refuses
#include <ntddk.h>
#include <wsk.h>
// COMPLETE
// CLEAN
typedef struct _S { PIO_WORKITEM I; PWSK_SOCKET K; LONG Dead; SIZE_T N; } S, *PS;
static NTSTATUS NTAPI Fre(PDEVICE_OBJECT d, PIRP i, PVOID c) { (void)d; (void)c; IoFreeIrp(i); return STATUS_MORE_PROCESSING_REQUIRED; }
static VOID CloseIt(PS s)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (!irp) return;
    IoSetCompletionRoutine(irp, Fre, NULL, TRUE, TRUE, TRUE);
    (void)((PWSK_PROVIDER_BASIC_DISPATCH)s->K->Dispatch)->WskCloseSocket(s->K, irp);
}
static NTSTATUS WSKAPI R1(PVOID c, ULONG f, PWSK_DATA_INDICATION d, SIZE_T b, SIZE_T *a)
{
    PS s = c;
    if (d == NULL) {
        CloseIt(s);
        return STATUS_SUCCESS;
    }
    if (b > 4096) {
        CloseIt(s);
        return STATUS_DATA_NOT_ACCEPTED;
    }
    s->N += b;
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH T = { R1 };
NTSTATUS On(PWSK_SOCKET s)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE };
    return ((PWSK_PROVIDER_BASIC_DISPATCH)s->Dispatch)->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, NULL);
}
