// CASE: the wrong arm of ?: is taken under a test that may say something else the next time
#include <ntddk.h>
#include <wsk.h>

typedef struct _SLUICE { PWSK_SOCKET Socket; volatile LONG Open; } SLUICE, *PSLUICE;

static NTSTATUS SluiceSet(PSLUICE Sluice, ULONG Mask)
{
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, Mask };

    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Sluice->Socket->Dispatch)->WskControlSocket(
        Sluice->Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control, 0, NULL, NULL, NULL);
}

NTSTATUS SluiceFollow(PSLUICE Sluice)
{
    return SluiceSet(Sluice,
                     Sluice->Open
                         ? WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT
                         : WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE);   // EXPECT(disable-one-event)
}
