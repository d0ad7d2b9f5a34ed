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
    static const ULONG Events[] = { WSK_EVENT_RECEIVE, WSK_EVENT_DISCONNECT };
    ULONG Wanted;
    ULONG Index;
    NTSTATUS Status;

    // EXPECT(disable-one-event)
    Wanted = Sluice->Open
                 ? WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT
                 : WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    if ((Wanted & WSK_EVENT_DISABLE) != 0) {
        Status = STATUS_SUCCESS;
        for (Index = 0; Index < RTL_NUMBER_OF(Events) && NT_SUCCESS(Status); Index++) {
            if ((Wanted & Events[Index]) != 0) {
                NTSTATUS NextStatus;

                NextStatus = SluiceSet(Sluice,
                                       Events[Index] | WSK_EVENT_DISABLE);
                if (NextStatus != STATUS_SUCCESS) {
                    Status = NextStatus;
                }
            }
        }
    } else {
        Status = SluiceSet(Sluice,
                           Wanted);
    }
    return Status;
}
