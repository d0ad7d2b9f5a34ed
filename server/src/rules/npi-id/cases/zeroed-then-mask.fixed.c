// CASE: the structure is zeroed and only the mask is set, so NpiId is NULL
#include <ntddk.h>
#include <wsk.h>

typedef struct _MODEM { PWSK_SOCKET Line; } MODEM;

NTSTATUS modem_events(MODEM *m)
{
    WSK_EVENT_CALLBACK_CONTROL cb;
    const WSK_PROVIDER_CONNECTION_DISPATCH *ops = m->Line->Dispatch;
    NTSTATUS st;

    RtlZeroMemory(&cb, sizeof(cb));                         // OR(npi-id)
    cb.EventMask = WSK_EVENT_SEND_BACKLOG;


    DbgPrint("modem: backlog events\n");
    cb.NpiId = &NPI_WSK_INTERFACE_ID;
    st = ops->WskControlSocket(m->Line, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                               sizeof(cb), &cb,             // EXPECT(npi-id)
                               0, NULL, NULL, NULL);
    if (!NT_SUCCESS(st))
        DbgPrint("modem: %08x\n", st);
    return st;
}
