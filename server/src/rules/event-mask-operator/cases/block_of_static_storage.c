// CASE: the initialiser of a block that goes by pointer: the mask is 1, and not empty
#include <ntddk.h>
#include <wsk.h>

static WSK_EVENT_CALLBACK_CONTROL Wanted = {        // NOT(empty-event-mask)
    &NPI_WSK_INTERFACE_ID,
    WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT       // EXPECT(event-mask-operator)
};

static NTSTATUS Apply(PWSK_SOCKET Socket, PWSK_EVENT_CALLBACK_CONTROL Control)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK,
        SOL_SOCKET, sizeof(*Control), Control, 0, NULL, NULL, NULL);
}

NTSTATUS Start(PWSK_SOCKET Socket) { return Apply(Socket, &Wanted); }
