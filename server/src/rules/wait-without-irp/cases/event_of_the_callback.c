// CASE: waits on an event the callback sets after a plain enable - legal; static call then a wait for a completion that never comes
#include <ntddk.h>
#include <wsk.h>

typedef struct _WT { PWSK_SOCKET S; PWSK_PROVIDER_NPI N; KEVENT Data; KEVENT Irp; ULONG Got; } WT;

static NTSTATUS WSKAPI WtRx(PVOID c, ULONG f, PWSK_DATAGRAM_INDICATION d)
{
    WT *w = c;
    UNREFERENCED_PARAMETER(f);
    if (d == NULL) {
        w->S = NULL;
        return STATUS_SUCCESS;
    }
    w->Got++;
    KeSetEvent(&w->Data, IO_NETWORK_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_DATAGRAM_DISPATCH WtTable = { WtRx };

static NTSTATUS NTAPI WtDone(PDEVICE_OBJECT d, PIRP i, PVOID c)
{
    UNREFERENCED_PARAMETER(d);
    UNREFERENCED_PARAMETER(i);
    KeSetEvent(&((WT *)c)->Irp, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WtFirst(WT *w)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    NTSTATUS st = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)w->S->Dispatch)->WskControlSocket(w->S, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);                                            // NOT(wait-without-irp)
    if (!NT_SUCCESS(st))
        return st;
    return KeWaitForSingleObject(&w->Data, Executive, KernelMode, FALSE, NULL);         // NOT(wait-without-irp)
}

NTSTATUS WtEnableWait(WT *w)
{
    WSK_EVENT_CALLBACK_CONTROL c = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };
    NTSTATUS st;
    KEVENT done;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    st = ((PWSK_PROVIDER_DATAGRAM_DISPATCH)w->S->Dispatch)->WskControlSocket(w->S, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(c), &c, 0, NULL, NULL, NULL);                                            // EXPECT(wait-without-irp)
    if (st == STATUS_PENDING)
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);               // OR(wait-without-irp)
    return st;
}
