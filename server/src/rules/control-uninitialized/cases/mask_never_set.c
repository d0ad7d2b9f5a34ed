// CASE: neither the mask nor the identifier is set; or the mask alone is not
#include <ntddk.h>
#include <wsk.h>

typedef struct _BELL { PWSK_SOCKET Socket; } BELL, *PBELL;

NTSTATUS BellWatch(PBELL Bell)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Bell->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;

    return Dispatch->WskControlSocket(Bell->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                      &Control, 0, NULL, NULL, NULL);      // EXPECT(control-uninitialized)
}

NTSTATUS BellWatchAgain(PBELL Bell)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch = Bell->Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Status = Dispatch->WskControlSocket(Bell->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control),
                                        &Control, 0, NULL, NULL, NULL);    // EXPECT(control-uninitialized)
    return Status;
}
