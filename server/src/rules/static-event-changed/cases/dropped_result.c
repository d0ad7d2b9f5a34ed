// CASE: the result of the needless call is dropped: the call can go
#include <ntddk.h>
#include <wsk.h>

typedef struct _PAGER { WSK_PROVIDER_NPI Npi; PWSK_SOCKET Inbox; } PAGER, *PPAGER;

NTSTATUS PagerStatic(PPAGER Pager)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_RECEIVE_FROM };

    return Pager->Npi.Dispatch->WskControlClient(Pager->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS,
                                                 sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

static NTSTATUS PagerSet(PPAGER Pager, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Pager->Inbox->Dispatch)->WskControlSocket(
        Pager->Inbox, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

VOID PagerResume(PPAGER Pager)
{
    (VOID)PagerSet(Pager, WSK_EVENT_RECEIVE_FROM);      // EXPECT(static-event-changed)
    DbgPrint("pager: on\n");
}

NTSTATUS PagerResumeAll(PPAGER Pager)
{
    NTSTATUS Status;

    Status = PagerSet(Pager, WSK_EVENT_RECEIVE_FROM);   // EXPECT(static-event-changed)
    if (!NT_SUCCESS(Status))
        return Status;
    DbgPrint("pager: all on\n");
    return Status;
}
