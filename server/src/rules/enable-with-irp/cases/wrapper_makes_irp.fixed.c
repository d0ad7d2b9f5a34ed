// CASE: the wrapper makes its own IRP for every option; the hint stands at its control call
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS
RdrEnableEvents(PWSK_SOCKET Socket, ULONG Events)
{
    WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, Events };
    const WSK_PROVIDER_BASIC_DISPATCH *basic = Socket->Dispatch;
    NTSTATUS status;

    // EXPECT(enable-with-irp)
    status = basic->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,      // OR(enable-with-irp)
                                     sizeof(control), &control, 0, NULL, NULL,
                                     NULL);
    return status;
}

NTSTATUS
RdrConnected(PWSK_SOCKET Socket)
{
    return RdrEnableEvents(Socket, WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT);                   // OR(enable-with-irp)
}
