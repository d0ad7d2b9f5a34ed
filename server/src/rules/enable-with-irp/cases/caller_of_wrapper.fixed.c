// CASE: the wrapper takes the IRP; it is handed in for disabling (right) and for enabling (a hint at the caller)
#include <ntddk.h>
#include <wsk.h>

typedef struct _OPC_LINK {
    PWSK_SOCKET                Socket;
    PIRP                       Irp;         /* routine set by the owner of the link */
    WSK_EVENT_CALLBACK_CONTROL Control;
} OPC_LINK, *POPC_LINK;

static NTSTATUS OpcControl(POPC_LINK Link, ULONG Mask, PIRP Irp)
{
    Link->Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Link->Control.EventMask = Mask;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Link->Socket->Dispatch)->WskControlSocket(
        Link->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Link->Control), &Link->Control, 0, NULL, NULL, Irp);
}

NTSTATUS OpcEnable(POPC_LINK Link)
{
    if (Link->Irp == NULL)
        return STATUS_INVALID_DEVICE_STATE;
    return OpcControl(Link, WSK_EVENT_RECEIVE, NULL);                          // EXPECT(enable-with-irp)
}

NTSTATUS OpcDisable(POPC_LINK Link)
{
    return OpcControl(Link, WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE, Link->Irp);      // NOT(enable-with-irp)
}
