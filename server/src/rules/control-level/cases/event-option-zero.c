// CASE: the event option is set with level 0, as an IOCTL would be
#include <ntddk.h>
#include <wsk.h>

typedef struct _BEACON {
    PWSK_SOCKET Socket;         /* bound datagram socket */
    NTSTATUS Armed;
} BEACON, *PBEACON;

VOID BeaconArm(PBEACON Beacon)
{
    PWSK_PROVIDER_DATAGRAM_DISPATCH Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    Dispatch = (PWSK_PROVIDER_DATAGRAM_DISPATCH)Beacon->Socket->Dispatch;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE_FROM;
    Beacon->Armed = Dispatch->WskControlSocket(
        Beacon->Socket,
        WskSetOption,
        SO_WSK_EVENT_CALLBACK,
        0,                                  // EXPECT(control-level)
        sizeof(WSK_EVENT_CALLBACK_CONTROL),
        &Control,
        0,
        NULL,
        NULL,
        NULL);
}
