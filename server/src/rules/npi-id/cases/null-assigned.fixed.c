// CASE: NpiId is set to NULL through a pointer into the context
#include <ntddk.h>
#include <wsk.h>

typedef struct _HANDSET {
    PWSK_SOCKET Socket;                     /* connected */
    WSK_EVENT_CALLBACK_CONTROL Control;
} HANDSET, *PHANDSET;

NTSTATUS HandsetListen(PHANDSET Handset)
{
    PWSK_EVENT_CALLBACK_CONTROL Control = &Handset->Control;
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Handset->Socket->Dispatch;

    Control->NpiId = &NPI_WSK_INTERFACE_ID;                  // EXPECT(npi-id)
    Control->EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT;



    return Dispatch->WskControlSocket(Handset->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(*Control), Control, 0, NULL, NULL, NULL);      // OR(npi-id)
}
