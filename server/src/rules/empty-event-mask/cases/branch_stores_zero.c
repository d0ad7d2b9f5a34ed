// CASE: one label of a switch stores 0 and falls out to the call
#include <ntddk.h>
#include <wsk.h>

typedef enum _PIPE_KIND { PipeData, PipeControl, PipeIdle } PIPE_KIND;

NTSTATUS PipeArm(PWSK_SOCKET Socket, PIPE_KIND Kind)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    ULONG Mask;

    switch (Kind) {
    case PipeData:
        Mask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;
        break;
    case PipeControl:
        Mask = WSK_EVENT_DISCONNECT;
        break;
    default:
        DbgPrint("pipe: kind %d\n", Kind);

        Mask = 0;                                       // EXPECT(empty-event-mask)
        break;
    }

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = Mask;                           // OR(empty-event-mask)
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(Control), &Control, 0, NULL, NULL, NULL);        // OR(empty-event-mask)
}
